"""What a refusal is called and says where it has no words of its own, by status and by code."""

from grants.texts import N_

TITLES = {
    400: N_("请求无法处理"),
    401: N_("请先登录"),
    403: N_("您无权进行这一操作"),
    404: N_("没有找到这个页面"),
    405: N_("这个地址不能直接打开"),
    409: N_("未能办理"),
    413: N_("文件或内容过大"),
    422: N_("填写的内容有问题"),
    429: N_("操作过于频繁"),
    500: N_("系统出现故障"),
    503: N_("系统暂时不可用"),
    507: N_("存储空间已满"),
}

# Of what is no fault of the request: what happened, in the words of whoever it happened to; by `code`.
BY_CODE = {
    "page_stale": N_("页面已过期"),
    "dead_link": N_("链接已失效"),
}

SENTENCES = {
    400: N_("服务器不能理解这次请求。请返回上一页重试。"),
    401: N_("这个页面需要登录后查看。"),
    403: N_("您当前的角色不能查看或办理此项内容。如有疑问，请联系项目办。"),
    404: N_("没有找到您要的内容，或您无权查看。请核对网址，或从首页重新进入。"),
    405: N_("请从页面上的按钮或链接进入。"),
    422: N_("请核对所填内容后重新提交。"),
    500: N_("故障已记录，未作任何改动。请稍后重试；仍然不行的，请联系项目办。"),
    503: N_("系统正在维护或暂时繁忙，已保存的内容不受影响。请稍后重试。"),
}

# By the span a limit counts in: what may be done so often in it, and no more.
TOO_OFTEN = {
    "minute": N_("请稍等一分钟再试。您已保存的内容不受影响。"),
    "hour": N_("一小时内的次数已满，请一小时后再试。您已保存的内容不受影响。"),
    "day": N_("今天的次数已满，请明天再试。您已保存的内容不受影响。"),
}
