"""A browser context in, everything it did that Sophie must never do out: foreign requests, console errors, policy violations."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

# Inside the page a violation is an event; as a console error it reaches the test.
REPORT_VIOLATIONS = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
  console.error("policy violation:", violatedDirective, blockedURI, sourceFile, lineNumber));"""

OWN_SCHEMES = ("about:", "blob:", "data:")


@dataclass
class Watch:
    """Collects what went wrong; a test that provokes an error on purpose allows it by a pattern."""

    origin: str
    seen: list[str] = field(default_factory=list)
    allowed: list[re.Pattern[str]] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        self.allowed.append(re.compile(pattern))

    def over(self, context: BrowserContext) -> None:
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("request", self.request)
        context.on("console", self.console)
        context.on("weberror", self.error)

    def request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, *OWN_SCHEMES)):
            self.seen.append(f"a request left the origin: {request.url}")

    def console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.seen.append(f"console error: {message.text} ({message.location.get('url', '')})")

    def error(self, error: WebError) -> None:
        self.seen.append(f"uncaught: {error.error}")

    def problems(self) -> list[str]:
        return [line for line in self.seen if not any(pattern.search(line) for pattern in self.allowed)]
