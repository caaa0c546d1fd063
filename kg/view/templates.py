"""Templates of pages. Whatever an expression of a template gives is escaped, and what people read is redacted as well:
text can become markup only where a template is written so, never by what it is filled with."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.view.markup import address, bdi, chip, exact, focusable, shown


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates in the folder `html` of a package."""

    environment: Environment

    @classmethod
    def of(cls, package: str) -> Templates:
        """Those of this package."""
        environment = Environment(
            loader=PackageLoader(package, "html"),
            autoescape=True,
            finalize=shown,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.filters |= {"bdi": bdi, "chip": chip, "exact": exact, "focusable": focusable, "outside": address}
        return cls(environment)

    def filled(self, template: str, **values: object) -> Markup:
        """A template with these values."""
        return Markup(self.environment.get_template(template).render(values))  # noqa: S704 (escaped by the template)
