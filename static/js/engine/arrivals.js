// Addresses in, answers out that were looked at: a wrong type or a lost file becomes a sentence, never a wait without end.

/** Something the engine cannot do without did not arrive. Its message is for people. */
export class ArrivalError extends Error {}

/** @param {string} url @param {string} [type] the type the answer must carry @returns {Promise<Response>} */
export async function fetched(url, type) {
  const name = url.split("/").at(-1);
  let answer = await fetch(url).catch(() => null);
  // A wrong answer may have been kept by the browser since before the host was mended.
  if (answer && (!answer.ok || (type && typeOf(answer) !== type))) answer = await fetch(url, { cache: "reload" }).catch(() => null);
  if (!answer) throw new ArrivalError(`${name} could not be fetched. Check the connection and reload.`);
  if (!answer.ok) throw new ArrivalError(`The server answered ${answer.status} for ${name}. Reload, or deploy the site again.`);
  const found = typeOf(answer);
  if (type && found !== type)
    throw new ArrivalError(`The server sends ${name} as "${found}", so Python cannot start. It has to be sent as ${type}.`);
  return answer;
}

/** @param {Response} answer */
const typeOf = (answer) => (answer.headers.get("Content-Type") ?? "no type").split(";")[0].trim();
