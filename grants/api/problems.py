"""Refusals of the API as problem details (RFC 9457): sentences for people, codes and paths for programs."""

from typing import Any

from flask import Blueprint, Response, current_app, json, request
from flask_babel import gettext
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from forms.sentences import translated
from grants.config import ConfigurationError
from grants.errors import Invalid, NotAllowed, NotFound, Problem, judged, outage
from grants.services.blobs import Damaged
from grants.texts import N_

TITLES = {
    400: N_("请求有误"),
    401: N_("需要访问令牌"),
    403: N_("无权办理"),
    404: N_("没有找到"),
    405: N_("不支持的方法"),
    409: N_("未能办理"),
    413: N_("内容过大"),
    415: N_("内容类型不支持"),
    422: N_("填写的内容有误"),
    429: N_("请求过于频繁"),
    500: N_("系统出现故障"),
    503: N_("系统暂时不可用"),
    507: N_("存储空间已满"),
}
SENTENCES = {
    400: N_("服务器无法理解这次请求，请对照接口说明核对。"),
    405: N_("这个地址不支持该方法，支持的方法见响应头 Allow。"),
    413: N_("请求的内容超过了上限，请减少后重试。"),
    415: N_("请以 application/json 发送内容。"),
    429: N_("请求次数超过了上限，请稍后再试。"),
    500: N_("故障已记录，未作任何改动。请稍后用同一个幂等键重试。"),
}
MEDIA_TYPE = "application/problem+json"
KINDS = {  # what `code` may say, in words
    "problem": N_("请求不合要求，sentences 写明原因和办法。"),
    "bad_request": N_("请求无法读取，例如不是 JSON。"),
    "unauthorized": N_("没有令牌，或令牌无效、已过期、已吊销。"),
    "forbidden": N_("您的角色不能进行这一操作。"),
    "not_found": N_("没有这个对象，或您无权查看；两者的答复完全相同。"),
    "invalid": N_("所填内容有误：faults 按栏目路径列出全部问题。"),
    "refused": N_("规则不允许：reasons 列出全部理由及规则编号。"),
    "stale": N_("案件或草稿已被他人更新：请重新读取版本后再试。"),
    "method_not_allowed": N_("这个地址不支持该方法，支持的方法见响应头 Allow。"),
    "request_entity_too_large": N_("请求的内容超过了上限，请减少后重试。"),
    "unsupported_media_type": N_("请以 application/json 发送内容。"),
    "too_many_requests": N_("请求次数超过了上限，请稍后再试。"),
    "unfit": N_("所填内容过长，或含有不能保存的字符。"),
    "internal_server_error": N_("故障已记录，未作任何改动。请稍后用同一个幂等键重试。"),
    "conflict": N_("与已有记录冲突，或幂等键已用于其他请求。"),
    "infected": N_("文件未通过病毒检查，没有保存。"),
    "unscanned": N_("病毒检查暂时不可用，文件没有保存，请稍后再传。"),
    "damaged": N_("存储的文件与其摘要不符或已丢失，须由系统管理员恢复。"),
    "busy": N_("数据库暂时没有应答：请稍后用同一个幂等键重试。"),
    "unreadable": N_(
        "服务器现在的密钥读不出加密保存的个人信息：由系统管理员改正配置后，用同一个幂等键重试。"
    ),
    "full": N_("服务器的存储空间已满：腾出空间后用同一个幂等键重试。"),
}


class Unauthorized(Problem):
    status = 401
    code = "unauthorized"

    def __init__(self) -> None:
        super().__init__(
            gettext("请在请求头 Authorization 中给出有效的访问令牌（Bearer …）；令牌在“我的账户”中生成。")
        )


def init_problems(api: Blueprint) -> None:
    """Judge every refusal of the API here."""
    api.register_error_handler(Problem, problem)
    api.register_error_handler(IntegrityError, database_refusal)
    api.register_error_handler(DataError, database_refusal)
    api.register_error_handler(OperationalError, outside)
    api.register_error_handler(OSError, outside)
    api.register_error_handler(ConfigurationError, outside)
    api.register_error_handler(Damaged, damaged)
    api.register_error_handler(RecursionError, too_deep)
    api.register_error_handler(RequestEntityTooLarge, http)
    api.register_error_handler(HTTPException, http)


def problem(error: Problem) -> Response:
    sentences = [translated(text, gettext) for text in error.sentences]
    return details(error.status, error.code, sentences, **extra_of(error))


def extra_of(error: Problem) -> dict[str, Any]:
    """Faults by the flat path of their field, reasons with the code of their rule."""
    if isinstance(error, Invalid):
        faults = {path: [translated(text, gettext) for text in texts] for path, texts in error.faults.items()}
        return {"faults": faults}
    if isinstance(error, NotAllowed):
        pairs = zip(error.sentences, error.reasons, strict=True)
        return {"reasons": [{"text": text, "rule": reason.rule} for text, reason in pairs]}
    return {}


def database_refusal(error: IntegrityError | DataError) -> Response:
    current_app.logger.warning("The database refused: %s", error.orig)
    return problem(judged(error))


def outside(error: OperationalError | OSError | ConfigurationError) -> Response:
    """A database that does not answer, a disk that is full, a key that opens nothing: the same request may be sent
    again, with its key."""
    judged_so = outage(error)
    current_app.logger.error("%s: %s", judged_so.code, error)
    response = problem(judged_so)
    response.headers["Retry-After"] = "5"
    return response


def damaged(error: Damaged) -> Response:
    current_app.logger.error("The stored bytes of %s are damaged or gone.", error)
    return details(500, "damaged", [gettext("存储的文件已损坏或丢失，请联系系统管理员从备份恢复。")])


def too_deep(error: RecursionError) -> Response:
    return details(400, "bad_request", [gettext("JSON 嵌套过深。")])


def http(error: HTTPException) -> Response:
    """Any other refusal of Flask's, and what went wrong inside."""
    status = error.code or 500
    if status == 404:
        return problem(NotFound())
    sentence = gettext(SENTENCES.get(status) or SENTENCES[400 if status < 500 else 500])
    response = details(status, error.name.lower().replace(" ", "_"), [sentence])
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def details(status: int, code: str, sentences: list[str], **extra: Any) -> Response:
    """The answer: `type` names the kind of problem on the page of the description."""
    body = {
        "type": f"{request.root_url}api/v1/docs#{code}",
        "title": gettext(TITLES.get(status) or TITLES[400 if status < 500 else 500]),
        "status": status,
        "code": code,
        "sentences": sentences,
    }
    response = Response(json.dumps(body | extra), status, mimetype=MEDIA_TYPE)
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
