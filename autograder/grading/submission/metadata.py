"""nbgrader's check of a notebook's metadata, with a schema that is itself checked once."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any

from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for

from autograder.grading import nbgrader_api
from autograder.grading.nbgrader_api import (
    BaseMetadataValidator,
    MetadataValidator,
    SchemaTooNewError,
    SchemaTooOldError,
    ValidationError,
)


class _SchemaCheckedOnce(BaseMetadataValidator):  # type: ignore[misc]
    """Stands where nbgrader's own calls `jsonschema.validate`.

    That function checks the schema against its meta-schema each time: for every cell, ten times
    the cost of checking the cell.
    """

    @cached_property
    def _validator(self) -> Any:
        kind = validator_for(self.schema)
        kind.check_schema(self.schema)
        return kind(self.schema)

    def validate_cell(self, cell: Any) -> None:
        if "nbgrader" not in cell.metadata:
            return
        given, known = cell.metadata["nbgrader"].get("schema_version", 0), self.schema_version
        if given < known:
            raise SchemaTooOldError(f"outdated schema version: {given}", given, known)
        if given > known:
            raise SchemaTooNewError(f"schema version is too new: {given}", given, known)
        error = best_match(self._validator.iter_errors(cell.metadata["nbgrader"]))
        if error is not None:
            raise error


class _Validator(MetadataValidator, _SchemaCheckedOnce):  # type: ignore[misc]
    """nbgrader's rules for cells, on top of the schema."""


@cache
def _validator() -> _Validator:
    return _Validator()


class CheckCellMetadata(nbgrader_api.CheckCellMetadata):  # type: ignore[misc]
    """nbgrader's preprocessor of this name, with the schema that is checked once."""

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Return both as they are; raises nbgrader's `ValidationError` and errors of versions."""
        try:
            _validator().validate_nb(nb)
        except ValidationError as error:
            raise ValidationError(
                "Notebook failed to validate; the nbgrader metadata may be corrupted."
            ) from error
        return nb, resources
