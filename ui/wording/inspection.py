"""The inspection in words: what is missing, what stands against it, what is wrong with a picture."""

from app.domain.acceptance import Missing, Objection
from app.domain.errors import DomainFault
from app.domain.inspection import PhotoProblem
from ui.texts import QT_TRANSLATE_NOOP
from ui.wording.table import Table

MISSING: Table = {
    Missing.ITEM_CATEGORY: (
        QT_TRANSLATE_NOOP("errors", "缺：内件类别"),
        QT_TRANSLATE_NOOP("errors", "请寄件人在场，开箱看过，按类别上标的字母"),
    ),
    Missing.ITEM_NAME: (
        QT_TRANSLATE_NOOP("errors", "缺：物品的具体名称"),
        QT_TRANSLATE_NOOP("errors", "这一类要写明是什么，按 {name_item} 查名称"),
    ),
    Missing.ITEM_FORM: (
        QT_TRANSLATE_NOOP("errors", "缺：物品是固体、液体还是粉末"),
        QT_TRANSLATE_NOOP("errors", "按 {name_item}，再按数字选形态"),
    ),
    Missing.ITEM_WEIGHT: (
        QT_TRANSLATE_NOOP("errors", "缺：物品的重量"),
        QT_TRANSLATE_NOOP("errors", "这种物品按重量限寄，按 {name_item} 填克数"),
    ),
    Missing.ITEM_PAPER: (
        QT_TRANSLATE_NOOP("errors", "缺：证明文件的编号"),
        QT_TRANSLATE_NOOP("errors", "请寄件人出示证明，按 {name_item} 填编号；没有则按 {refuse} 拒收"),
    ),
    Missing.ITEM_PAPER_PHOTO: (
        QT_TRANSLATE_NOOP("errors", "缺：证明文件的照片"),
        QT_TRANSLATE_NOOP("errors", "把证明放到镜头下，按 {name_item}，再按 {photo} 拍"),
    ),
    Missing.PHOTO: (
        QT_TRANSLATE_NOOP("errors", "缺：内件照片"),
        QT_TRANSLATE_NOOP("errors", "当面开箱，把内件放到镜头下，按 {photo} 拍照"),
    ),
    Missing.CLOSER_LOOK: (
        QT_TRANSLATE_NOOP("errors", "缺：要细看的物品还没细看"),
        QT_TRANSLATE_NOOP("errors", "照提示细看，没有问题按 {confirm}；有问题按 {refuse} 拒收或 {incident} 处置"),
    ),
    Missing.SCREENING: (
        QT_TRANSLATE_NOOP("errors", "缺：安检通过的记录"),
        QT_TRANSLATE_NOOP("errors", "航空、高铁、港澳台和国际件要先过机，按 {screening} 登记"),
    ),
    Missing.SEALED_PHOTO: (
        QT_TRANSLATE_NOOP("errors", "缺：封箱照（运单朝上）"),
        QT_TRANSLATE_NOOP("errors", "内件相符就封箱，按 {photo} 拍；不符按 {differs}"),
    ),
}

OBJECTION: Table = {
    Objection.ITEM_INCIDENT: (
        QT_TRANSLATE_NOOP("errors", "含必须上报的禁寄物品，不能收寄，也不能退还"),
        QT_TRANSLATE_NOOP("errors", "按 {incident} 看处置卡"),
    ),
    Objection.ITEM_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "物品不符合寄递规定，不能收寄"),
        QT_TRANSLATE_NOOP("errors", "请寄件人取出，或按 {refuse} 拒收"),
    ),
    Objection.CONTENTS_DIFFER: (
        QT_TRANSLATE_NOOP("errors", "内件与申报不符，不能收寄"),
        QT_TRANSLATE_NOOP("errors", "请寄件人改正申报后重选类别，或按 {refuse} 拒收"),
    ),
    Objection.SCREENING_STOPPED: (
        QT_TRANSLATE_NOOP("errors", "安检没有通过，不能收寄"),
        QT_TRANSLATE_NOOP("errors", "按 {refuse} 拒收，危险的按 {incident} 处置"),
    ),
}

PHOTO: Table = {
    PhotoProblem.BLURRED: (
        QT_TRANSLATE_NOOP("errors", "照片不清楚，没有保存"),
        QT_TRANSLATE_NOOP("errors", "放稳再按 {photo} 重拍；只能这样时按 {answer} 写明原因留用"),
    ),
    PhotoProblem.TOO_DARK: (
        QT_TRANSLATE_NOOP("errors", "照片太暗，没有保存"),
        QT_TRANSLATE_NOOP("errors", "开灯再按 {photo} 重拍；只能这样时按 {answer} 写明原因留用"),
    ),
    PhotoProblem.TOO_BRIGHT: (
        QT_TRANSLATE_NOOP("errors", "照片太亮、反光，没有保存"),
        QT_TRANSLATE_NOOP("errors", "换个角度再按 {photo} 重拍；只能这样时按 {answer} 写明原因留用"),
    ),
    PhotoProblem.EMPTY: (
        QT_TRANSLATE_NOOP("errors", "镜头下没有东西，没有保存"),
        QT_TRANSLATE_NOOP("errors", "把件放到镜头下再按 {photo}；确有东西时按 {answer} 写明原因留用"),
    ),
    PhotoProblem.WAYBILL_UNREADABLE: (
        QT_TRANSLATE_NOOP("errors", "封箱照里读不出运单，没有保存"),
        QT_TRANSLATE_NOOP("errors", "运单朝上、放平再按 {photo}；贴在别处时按 {answer} 写明原因留用"),
    ),
    PhotoProblem.WAYBILL_DIFFERS: (
        QT_TRANSLATE_NOOP("errors", "封箱照里是另一张运单，没有保存"),
        QT_TRANSLATE_NOOP("errors", "换上这一件再按 {photo}；旁边有别的件时移开"),
    ),
    PhotoProblem.SCREEN_SUSPECTED: (
        QT_TRANSLATE_NOOP("errors", "像是翻拍的屏幕，没有保存"),
        QT_TRANSLATE_NOOP("errors", "拍实物，再按 {photo}；确是实物时按 {answer} 写明原因留用"),
    ),
    PhotoProblem.REPEATED: (
        QT_TRANSLATE_NOOP("errors", "和以前的一张照片一样，没有保存"),
        QT_TRANSLATE_NOOP("errors", "对照旁边那一张，再按 {photo} 拍这一件；确是这一件时按 {answer} 写明原因"),
    ),
}

DOMAIN: Table = {
    DomainFault.PHOTO_FIRST: (
        QT_TRANSLATE_NOOP("errors", "先开箱拍内件、选好类别，才能拍封箱照"),
        QT_TRANSLATE_NOOP("errors", "把内件放到镜头下按 {contents_photo}"),
    ),
    DomainFault.PHOTO_DOUBTED: (
        QT_TRANSLATE_NOOP("errors", "这张照片有疑问，没有保存"),
        QT_TRANSLATE_NOOP("errors", "按 {photo} 重拍，或按 {answer} 写明原因"),
    ),
    DomainFault.CONTENTS_DIFFER: (
        QT_TRANSLATE_NOOP("errors", "内件与申报不符，不能封箱"),
        QT_TRANSLATE_NOOP("errors", "请寄件人改正申报，或按 {refuse} 拒收"),
    ),
    DomainFault.ITEM_INVALID: (
        QT_TRANSLATE_NOOP("errors", "物品信息不对，没有登记"),
        QT_TRANSLATE_NOOP("errors", "检查名称、数量和重量，再登记一次"),
    ),
    DomainFault.SCREENING_INVALID: (
        QT_TRANSLATE_NOOP("errors", "安检记录不全，没有登记"),
        QT_TRANSLATE_NOOP("errors", "写明安检机编号和安检员，再登记一次"),
    ),
    DomainFault.SCREENING_STANDS: (
        QT_TRANSLATE_NOOP("errors", "安检没有通过，这条记录不能改"),
        QT_TRANSLATE_NOOP("errors", "按 {refuse} 拒收，或按 {incident} 报异常"),
    ),
    DomainFault.INCIDENT_FIRST: (
        # the sender may read it, too: it does not say why
        QT_TRANSLATE_NOOP("errors", "这一件现在不能拒收，也不能放弃"),
        QT_TRANSLATE_NOOP("errors", "按 {incident}，照提示做"),
    ),
    DomainFault.ALREADY_FROZEN: (
        QT_TRANSLATE_NOOP("errors", "这个运单已经冻结"),
        QT_TRANSLATE_NOOP("errors", "在“异常”页查看"),
    ),
    DomainFault.NOT_FROZEN: (
        QT_TRANSLATE_NOOP("errors", "这个运单没有冻结"),
        QT_TRANSLATE_NOOP("errors", "在“异常”页刷新后再看"),
    ),
    DomainFault.ALREADY_HANDED_OVER: (
        QT_TRANSLATE_NOOP("errors", "这一件已经交接过"),
        QT_TRANSLATE_NOOP("errors", "核对面单，换一件再扫"),
    ),
    DomainFault.WAYBILL_FROZEN: (
        QT_TRANSLATE_NOOP("errors", "这一件已冻结，不能放行"),
        QT_TRANSLATE_NOOP("errors", "隔离存放，由站长在“异常”页处理"),
    ),
    DomainFault.NOT_ACCEPTED_HERE: (
        QT_TRANSLATE_NOOP("errors", "本机没有收寄过这一件"),
        QT_TRANSLATE_NOOP("errors", "核对面单；在别的电脑收寄的，到那一台交接"),
    ),
    DomainFault.NOTHING_OPEN: (
        QT_TRANSLATE_NOOP("errors", "现在没有正在办的"),
        QT_TRANSLATE_NOOP("errors", "先新开一单再继续"),
    ),
}
