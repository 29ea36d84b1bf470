"""Samples of the form on which money that will not come back is given up."""

from grants.rendering.samples.dossier import of_case
from grants.rendering.samples.shared import LONG_STUDIO, LONG_UNIT, RARE_UNIT, Data, Sample


def write_off_form(_programme: str) -> Data:
    return of_case("核销审批单") | {
        "decision": "2025年3月3日撤销命名（京开工创撤字〔2025〕1号）",
        "reclaimed": 5_000_000,
        "recovered": 3_200_000,
        "amount": 1_800_000,
        "reasons": "三次书面催缴、两次上门核实，单位已停止经营，名下无可供执行的财产。",
        "rule": "人民法院终结破产程序裁定书；2025年第14次主席办公会议纪要",
        "proofs": ["终结破产程序裁定书.pdf", "催缴函回执.pdf"],
        "outcome": "批准核销",
        "opinion": "同意核销，不再追回余款。",
        "hands": [
            {"caption": "提出人", "name": "沈思齐", "on": "2025年12月3日"},
            {"caption": "审批人", "name": "江望舒", "on": "2025年12月5日"},
        ],
    }


SAMPLES = {
    "write_off_form": Sample(
        ("studio",),
        write_off_form,
        extreme={
            "subject": LONG_STUDIO,
            "unit": LONG_UNIT,
            "reclaimed": 8_999_999_999,
            "recovered": 1_867_975_317,
            "amount": 7_132_024_682,
            "reasons": "多次催缴无果，" * 220,
            "proofs": [f"{LONG_STUDIO}证明材料{n}.pdf" for n in range(12)],
            "opinion": "同意核销，并请继续关注后续分配，" * 30,
        },
        rare={
            "unit": RARE_UNIT,
            "recovered": 0,
            "amount": 5_000_000,
            "outcome": "待审批",
            "opinion": "",
            "hands": [
                {"caption": "提出人", "name": "龘㛃䶮", "on": "2025年12月3日"},
                {"caption": "审批人", "name": "", "on": ""},
            ],
        },
        letter=False,
    ),
}
