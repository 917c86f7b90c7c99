"""The reference province as an ASGI application, and its OpenAPI document.

Invariants:
- The document is generated from the models that the routes answer with.
- Closing the application (ASGI lifespan) closes the province.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from copy import deepcopy

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema
from starlette.types import Lifespan

from sync.changes import AgreementCustomer, ChangeClaims, Notice, SpotCheckAnnouncement, SpotCheckRequest
from sync.contract import (
    CONTRACT_VERSION,
    EnrolmentRequest,
    EvidenceReceiptClaims,
    Message,
    MessageBatch,
    PolicyPackClaims,
    Problem,
    ReceiptClaims,
    SealingKeyClaims,
)
from sync.payloads import MODELS
from sync.province import problems
from sync.province.documentation import SCHEMAS, SIGNATURE_DESCRIPTION, SIGNATURE_SCHEME, JsonMapping
from sync.province.middleware import Admission, LastResort, ReadBeforeAnswer, StandardHeaders
from sync.province.province import Province
from sync.province.routes import routes
from sync.province.settings import ProvinceSettings

DOCUMENT_PATH = "/v1/openapi.json"
SIGNED_CLAIMS = (ReceiptClaims, EvidenceReceiptClaims, PolicyPackClaims, ChangeClaims, SealingKeyClaims)
CHANGE_BODIES = (Notice, AgreementCustomer, SpotCheckAnnouncement, SpotCheckRequest)


def create_app(settings: ProvinceSettings) -> FastAPI:
    """Open the province and serve it. Raises ProvinceError."""
    return app_for(Province.open(settings))


def app_for(province: Province) -> FastAPI:
    """Serve a province that is open; it is closed with the application."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        province.close()

    app = _assembled(lambda: province, lifespan)
    # The last one added is the outermost.
    app.add_middleware(Admission, admission=province.settings.admission)
    app.add_middleware(LastResort)
    app.add_middleware(ReadBeforeAnswer)
    app.add_middleware(StandardHeaders, now=province.settings.now)
    return app


def openapi_document() -> JsonMapping:
    """The contract as OpenAPI 3.1, without opening a province."""
    return _assembled(_no_province).openapi()


class _DocumentedApp(FastAPI):
    """FastAPI, with the models that it cannot see added to its document."""

    def openapi(self) -> JsonMapping:
        """The document; built once."""
        if self.openapi_schema is None:
            self.openapi_schema = _completed(super().openapi())
        return self.openapi_schema


def _assembled(province_of: Callable[[], Province], lifespan: "Lifespan[_DocumentedApp] | None" = None) -> FastAPI:
    app = _DocumentedApp(
        title="Yanqi province contract",
        version=str(CONTRACT_VERSION),
        docs_url=None,
        redoc_url=None,
        openapi_url=DOCUMENT_PATH,
        redirect_slashes=False,
        separate_input_output_schemas=False,
        lifespan=lifespan,
    )
    problems.install(app)
    app.include_router(routes(province_of))
    return app


def _completed(document: JsonMapping) -> JsonMapping:
    document = deepcopy(document)
    components = document.setdefault("components", {})
    components["securitySchemes"] = {
        SIGNATURE_SCHEME: {"type": "http", "scheme": "signature", "description": SIGNATURE_DESCRIPTION}
    }
    components["schemas"] = _described_by_problem(document, components.get("schemas", {})) | _unseen_models()
    return document


def _unseen_models() -> JsonMapping:
    """Request bodies are read raw (they are compressed and signed), and payloads and claims lie inside others."""
    models = [EnrolmentRequest, MessageBatch, Message, Problem, *SIGNED_CLAIMS, *CHANGE_BODIES, *MODELS.values()]
    _, defined = models_json_schema([(model, "validation") for model in models], ref_template=SCHEMAS + "{model}")
    schemas: JsonMapping = defined["$defs"]
    schemas["MessageBatch"]["properties"]["messages"]["items"] = {"$ref": f"{SCHEMAS}Message"}
    payloads = [{"$ref": SCHEMAS + model.__name__} for model in MODELS.values()]
    schemas["Message"]["properties"]["payload"] = {"anyOf": payloads, "description": "By kind and schema_version"}
    return schemas


def _described_by_problem(document: JsonMapping, schemas: JsonMapping) -> JsonMapping:
    """FastAPI promises a 422 of its own form; ours is a problem document, which 4XX says already."""
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
    return {name: schema for name, schema in schemas.items() if name not in {"HTTPValidationError", "ValidationError"}}


def _no_province() -> Province:
    raise RuntimeError("this application only documents the contract")
