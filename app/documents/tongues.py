"""What titles are called in other languages than English: patterns that app/documents/titles.py looks them up in.

Scripts without spaces between words have no word borders, so these patterns ask for none.
"""

import re

# "Step 2", "步骤2", "Étape 2", "2️⃣": a word, a number.
STEP = (
    r"(?:étapes?|etapa|paso|passo|fase|schritt|krok|шаг|этап|фаза|крок|الخطوة|خطوة|المرحلة|שלב|adım)"
    r"\s*(?:n[º°o]\s*)?[#№:]?\s*\d+"
    r"|(?:第\s*[\d一二三四五六七八九十]+\s*(?:步|步骤|阶段|段階)|(?:步骤|步驟|阶段|階段|手順|ステップ|フェーズ|단계)\s*[\d一二三四五六七八九十]+)"
    r"|\d\ufe0f?\u20e3"
)
CHECK = (
    r"чек-?лист|контрольный список|检查清单|檢查清單|检查表|清单|チェックリスト|チェック項目|점검|체크리스트"
    r"|lista de (?:verificación|comprobación|verificação|controle)|liste de (?:vérification|contrôle)"
    r"|checkliste|prüfliste|lista di controllo|قائمة (?:التحقق|المراجعة|التدقيق)"
)
# Words of ASCII alone can stand in an English title too, so they are asked for as whole words there.
ACT_ASCII = r"pasos|passos|procedimientos?|procedimentos?|schritte|ablauf|vorgehen|wiederherstellung|behebung"
AVOID_ASCII = (
    r"resumen|objetivos?|contactos|referencias|causas|objectifs?|zweck|kontakte?|kennzahlen|voraussetzungen"
)
CHECK_ASCII = r"lista di controllo|lista de controle|checkliste"
ACT = (
    r"步骤|步驟|流程|方案|回滚|回滾|重启|恢复|处理|验证|诊断|排查|手順|ロールバック|復旧|対応|確認|절차|복구|롤백"
    rf"|{ACT_ASCII}|reversión|recuperación|verificación|diagnóstico|solución"
    r"|étapes|procédure|vérification|récupération|marche à suivre|retour arrière|überprüfung"
    r"|действия|шаги|порядок действий|процедура|проверка|восстановление|откат|решение|диагностика"
    r"|الخطوات|خطوات|الإجراءات|إجراءات|التحقق|الاستعادة|التراجع"
)
AVOID = (
    r"概述|概要|目的|背景|联系人|連絡先|估算|监控|监视|監視|指标|指標|告警|模板|テンプレート|参考|参照|目录|目次|附录|前提|触发条件"
    rf"|{AVOID_ASCII}|contact(?:o|s)?|métricas|síntomas|prevención"
    r"|aperçu|métriques|références|symptômes|prérequis|überblick"
    r"|обзор|цель|контакты|метрики|ссылки|симптомы|причины|описание"
    r"|نظرة عامة|جهات الاتصال|المراجع|نصائح|المتطلبات"
)
NEVER = (
    r"(?:lo )?qué no hacer|no hacer|nunca|à ne pas faire|ne pas faire|o que não fazer|não fa(?:zer|ça)"
    r"|nicht tun|was nicht zu tun ist|niemals|cosa non fare|non fare|чего не делать|не делать|нельзя|никогда"
    r"|禁止事项|禁止事項|禁止操作|不要做|やってはいけないこと|금지 ?사항|ما لا يجب فعله|ممنوع"
)
EXPECT = (
    r"erwartet(?:es|e)?(?: ergebnis)?|erwartung|ergebnis|resultado(?: esperado)?|résultat(?: attendu)?|attendu"
    r"|risultato(?: atteso)?|ожидаем(?:ый|ое)(?: результат)?"
    r"|ожидание|результат|期待され?る結果|期待(?:結果|値)|預期結果|预期(?:结果|输出)?"
    r"|예상 ?결과|النتيجة المتوقعة"
)
OTHERWISE = (
    r"falls nicht|wenn nicht|sonst|si no|en caso contrario|de lo contrario|sinon|en cas d['’]échec|se não|caso contrário"
    r"|altrimenti|если нет|иначе|失敗した場合|うまくいかない場合|如果失败|否则|실패 ?시"
)
# What is done in a row with what stands beside it, in the order of a job: how to do it, then whether it worked.
PHASE = (
    r"vorgehen|ablauf|schritte|durchführung|(?:über)?prüfung|verifikation|nachbereitung|vorbereitung"
    r"|pasos|procedimiento|verificación|comprobación|passos|procedimento|verificação|étapes|procédure|vérification"
    r"|шаги|порядок действий|проверка|手順|確認|検証|步骤|步驟|操作步骤|验证|驗證|절차|확인|الخطوات|خطوات|التحقق"
)
ROLLBACK = (
    r"rückfall(?:plan|ebene)?|rückabwicklung|vuelta atrás|plan de reversión|reversão|plan de retour"
    r"|回滚|回滾|ロールバック|롤백|откат|reversión|retour arrière|التراجع"
)
CHECKLIST = r"清单|チェックリスト|チェック項目|чек-?лист|lista de verificación|liste de vérification|checkliste|قائمة التحقق"
RUNBOOK = (
    r"操作手册|手册|运行手册|ランブック|手順書|런북|ранбук|руководство|инструкция|guía de operaciones|دليل"
)
# Russian orders in lists stand in the infinitive; nouns such as сеть and часть end alike.
INFINITIVE = re.compile(r"^(?!(?:сеть|память|путь|суть|печать)$)[а-яё]{2,}(?:[^с]ть|сти|чь|[аеиоуы]ться)$")
