"""A report's duty, as the examples of events name it."""

from naravard.agreement.model import Text
from naravard.web.history.content import Thing

REPORT = Thing("duty", "exempel/final-report-rss", Text("Slutredovisning från RSS", "Final report from the RSS"))
