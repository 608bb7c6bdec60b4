"""Words of the invented city, in English and Chinese. No place, body or company here is real."""

from __future__ import annotations

CITY = ("Lanjiang", "澜江市")

# code: English, Chinese
DISTRICTS = {
    "yunqiao": ("Yunqiao District", "云桥区"),
    "wangchuan": ("Wangchuan District", "望川区"),
    "songping": ("Songping District", "松屏区"),
    "heyu": ("Heyu District", "鹤屿区"),
    "lankou": ("Lankou District", "澜口区"),
    "xiating": ("Xiating District", "霞汀区"),
    "liuyan": ("Liuyan District", "柳堰区"),
    "xingzhu": ("Xingzhu District", "星渚区"),
    "qiyuan": ("Qiyuan District", "栖原区"),
}

# keys of analytics.codes.SECTORS: English, Chinese, share of the city's projects
SECTORS = {
    "roads": ("Roads and bridges", "道路桥梁", 0.17),
    "transit": ("Public transport", "公共交通", 0.06),
    "housing": ("Housing", "住房保障", 0.17),
    "water": ("Water and drainage", "供水排水", 0.15),
    "schools": ("Schools", "学校教育", 0.12),
    "health": ("Health", "医疗卫生", 0.08),
    "parks": ("Parks and environment", "园林环境", 0.12),
    "services": ("Purchased public services", "政府购买服务", 0.13),
}

FUND_SOURCES = {
    "city_budget": ("City budget", "市级财政资金"),
    "district_budget": ("District budget", "区级财政资金"),
    "special_bond": ("Special-purpose bonds", "地方政府专项债券"),
    "higher_grant": ("Grant from a higher level", "上级补助资金"),
    "bank_loan": ("Bank loan", "银行贷款"),
    "welfare_fund": ("Welfare lottery fund", "福利彩票公益金"),
    "private_capital": ("Private capital", "社会资本"),
}

# keys of analytics.codes.POSTS, as this city calls them; a district would say vice district head.
POSTS = {
    "lead_official": ("Vice mayor in charge", "分管副市长"),
    "project_director": ("Project director", "项目总监"),
}

# The reorganisations of its government: the day each took effect, English, Chinese.
REFORMS = {
    "2019-07-01": ("Institutional reform of 2019", "2019年机构改革"),
    "2021-01-01": ("Delegation reform of 2021", "2021年放权改革"),
    "2023-01-01": ("Joint approval reform of 2023", "2023年并联审批改革"),
}
REFORM_SOURCE = "Invented · 虚构"

# A place name is one word of each list: 鹤 + 川 is 鹤川, Hechuan. No two words of a list sound alike.
_FIRST = (
    "云yun 望wang 松song 鹤he 澜lan 霞xia 柳liu 星xing 栖qi 枫feng 樟zhang 苇wei 蓼liao 竹zhu 芷zhi 莲lian "
    "黛dai 碧bi 翠cui 紫zi 霁ji 琼qiong 瑞rui 祥xiang 谧mi 景jing 明ming 朗lang 春chun 秋qiu 霜shuang 雪xue "
    "砚yan 沙sha 骏jun 鹭lu 锦jin 绣xiu 崇chong 听ting 悦yue 槐huai 棠tang 菱ling 葭jia 穗sui 桐tong 浣huan"
)
_SECOND = (
    "川chuan 桥qiao 屏ping 屿yu 汀ting 堰yan 渚zhu 泽ze 湾wan 汐xi 浦pu 港gang 塘tang 湖hu 泉quan 岭ling "
    "坡po 峰feng 谷gu 霖lin 田tian 台tai 楼lou 阁ge 墩dun 渡du 矶ji 滩tan 涧jian 沟gou 关guan 里li "
    "坊fang 庄zhuang 店dian 场chang 埠bu 洞dong 垄long 陌mo 畔pan 洼wa 湄mei 皋gao 栈zhan 寨zhai 墅shu 营ying"
)
FIRST, SECOND = _FIRST.split(), _SECOND.split()
# Family names that nobody bears, so that no holder of a post can be a real person.
_FAMILIES = "苇wei 蓼liao 芷zhi 黛dai 碧bi 翠cui 霁ji 琼qiong 谧mi 浣huan 葭jia 穗sui 菱ling 鹭lu 樟zhang 砚yan"
_FAMILY = _FAMILIES.split()

# What a project of a sector is called; {} is the place.
PROJECT_NAMES = {
    "roads": (
        ("{} Road expressway upgrade", "{}路快速化改造工程"),
        ("{} Bridge replacement", "{}大桥拆除重建工程"),
        ("{} Avenue northern extension", "{}大道北延工程"),
        ("{} Tunnel", "{}隧道工程"),
        ("{} Road resurfacing", "{}路路面整治工程"),
        ("{} footbridges and crossings", "{}片区人行天桥及过街设施工程"),
        ("{} interchange", "{}立交枢纽工程"),
        ("{} side streets renewal", "{}片区背街小巷提升工程"),
    ),
    "transit": (
        ("{} bus depot", "{}公交停保场"),
        ("{} tram line", "{}有轨电车工程"),
        ("{} metro station and square", "{}地铁站及站前广场工程"),
        ("{} park-and-ride", "{}换乘停车场"),
        ("{} bus lanes", "{}公交专用道工程"),
        ("{} ferry terminal", "{}客运码头改造工程"),
        ("{} coach station", "{}客运站迁建工程"),
        ("{} charging stations", "{}公交充电场站工程"),
    ),
    "housing": (
        ("{} affordable housing", "{}保障性租赁住房项目"),
        ("{} old estate renovation", "{}老旧小区改造工程"),
        ("{} resettlement housing", "{}安置房工程"),
        ("{} talent apartments", "{}人才公寓"),
        ("{} urban village renewal", "{}城中村改造项目"),
        ("{} public rental housing", "{}公共租赁住房项目"),
        ("{} lifts for old buildings", "{}既有住宅加装电梯工程"),
        ("{} unsafe housing repair", "{}危旧房治理改造工程"),
    ),
    "water": (
        ("{} wastewater plant", "{}污水处理厂工程"),
        ("{} storm drainage", "{}片区雨污分流改造工程"),
        ("{} waterworks extension", "{}水厂扩建工程"),
        ("{} pumping station", "{}排涝泵站工程"),
        ("{} river dredging", "{}河道清淤整治工程"),
        ("{} trunk water main", "{}输水干管工程"),
        ("{} dyke reinforcement", "{}堤防加固工程"),
        ("{} flooding blackspots", "{}易涝点整治工程"),
    ),
    "schools": (
        ("{} Primary School", "{}小学新建工程"),
        ("{} Middle School extension", "{}中学扩建工程"),
        ("{} Kindergarten", "{}幼儿园建设工程"),
        ("{} Vocational College campus", "{}职业学院新校区"),
        ("{} school sports hall", "{}学校体育馆"),
        ("{} Special Education School", "{}特殊教育学校"),
        ("{} boarding school dormitories", "{}学校学生宿舍"),
        ("{} nine-year school", "{}九年一贯制学校"),
    ),
    "health": (
        ("{} Hospital, new wing", "{}医院新院区"),
        ("{} community health centre", "{}社区卫生服务中心"),
        ("{} Emergency Centre", "{}急救中心"),
        ("{} disease control laboratory", "{}疾控实验室"),
        ("{} Maternity Hospital", "{}妇幼保健院"),
        ("{} nursing home", "{}养护院"),
        ("{} Rehabilitation Centre", "{}康复中心"),
        ("{} outpatient building", "{}医院门诊楼改造工程"),
    ),
    "parks": (
        ("{} Wetland Park", "{}湿地公园"),
        ("{} riverside greenway", "{}滨水绿道工程"),
        ("{} landfill restoration", "{}填埋场生态修复工程"),
        ("{} sports park", "{}体育公园"),
        ("{} waste transfer station", "{}垃圾转运站"),
        ("{} pocket parks", "{}口袋公园建设项目"),
        ("{} lake restoration", "{}湖泊水环境治理工程"),
        ("{} hillside planting", "{}山体复绿工程"),
    ),
    "services": (
        ("{} home care for older people", "{}居家养老服务项目"),
        ("{} youth social work", "{}青少年社会工作服务项目"),
        ("{} community mediation", "{}社区矛盾调解服务项目"),
        ("{} after-school care", "{}四点半课堂服务项目"),
        ("{} support for disabled people", "{}残疾人康复服务项目"),
        ("{} volunteer station", "{}志愿服务站运营项目"),
        ("{} community canteen", "{}社区食堂运营项目"),
        ("{} neighbourhood safety patrol", "{}平安巡防服务项目"),
    ),
}

# City departments. The first is the department of the sectors that name it.
DEPARTMENTS = {
    "roads": ("Transport Bureau", "交通运输局"),
    "transit": ("Public Transport Administration", "公共交通管理局"),
    "housing": ("Housing and Urban-Rural Development Bureau", "住房和城乡建设局"),
    "water": ("Water Affairs Bureau", "水务局"),
    "schools": ("Education Bureau", "教育局"),
    "health": ("Health Commission", "卫生健康委员会"),
    "parks": ("Gardens and Greening Bureau", "园林绿化局"),
    "services": ("Civil Affairs Bureau", "民政局"),
    "finance": ("Finance Bureau", "财政局"),
    "reform": ("Development and Reform Commission", "发展和改革委员会"),
}
STATE_OWNED = {
    "roads": ("Road and Bridge Construction Group", "路桥建设集团有限公司"),
    "transit": ("Transit Investment Group", "公共交通投资集团有限公司"),
    "housing": ("Affordable Housing Development Group", "安居建设发展集团有限公司"),
    "water": ("Water Investment Group", "水务投资集团有限公司"),
    "schools": ("Public Works Agent Construction Centre", "公共工程代建中心"),
    "health": ("Public Building Development Company", "公共建筑发展有限公司"),
    "parks": ("Ecology Investment Group", "生态建设投资集团有限公司"),
    "services": ("Community Services Development Company", "社区服务发展有限公司"),
}
DISTRICT_BUREAUS = {
    "works": ("Construction Bureau", "住房和建设局"),
    "water": ("Water and Environment Bureau", "水务和生态环境局"),
    "social": ("Education and Health Bureau", "教育卫生局"),
    "civil": ("Civil Affairs Bureau", "民政局"),
}
BUREAU_OF_SECTOR = {
    "roads": "works",
    "transit": "works",
    "housing": "works",
    "water": "water",
    "parks": "water",
    "schools": "social",
    "health": "social",
    "services": "civil",
}

# Companies and social organisations: {} is an invented trade name; the city's name stands before it.
COMPANIES = {
    "contractor": (
        ("{} Construction Group", "{}建设集团有限公司"),
        ("{} Municipal Engineering Company", "{}市政工程有限公司"),
        ("{} Building Company", "{}建筑工程有限公司"),
        ("{} Landscape Company", "{}园林工程有限公司"),
    ),
    "designer": (
        ("{} Design Institute", "{}建筑设计院有限公司"),
        ("{} Engineering Consultants", "{}工程设计咨询有限公司"),
    ),
    "supervisor": (
        ("{} Supervision Company", "{}工程监理有限公司"),
        ("{} Project Management Company", "{}项目管理有限公司"),
    ),
    "social": (
        ("{} Social Work Service Centre", "{}社会工作服务中心"),
        ("{} Community Development Association", "{}社区发展促进会"),
        ("{} Volunteer Federation", "{}志愿者联合会"),
    ),
    "evaluator": (("{} Evaluation Institute", "{}绩效评价事务所"),),
}

CONTRACTS = {  # nature: title
    "design": "Design · 设计",
    "construction": "Construction · 施工",
    "supervision": "Supervision · 监理",
    "services": "Services · 服务",
}
LIGHT_WORDS = {"good": "正常", "watch": "关注", "late": "滞后"}  # as a Chinese ledger writes them


def place(number: int) -> tuple[str, str]:
    """The invented place name with this number, English and Chinese; they repeat after PLACES."""
    first, second = FIRST[number // len(SECOND) % len(FIRST)], SECOND[number % len(SECOND)]
    return (first[1:] + second[1:]).capitalize(), first[0] + second[0]


PLACES = len(FIRST) * len(SECOND)


def person(number: int) -> str:
    """The invented person with this number, as a ledger in both languages writes a name.

    >>> person(0), person(17)
    ('苇屿川 Wei Yuchuan', '蓼田谷 Liao Tiangu')
    """
    family, rest = _FAMILY[number % len(_FAMILY)], number // len(_FAMILY)
    one, two = SECOND[(number + 3) % len(SECOND)], SECOND[(number + rest) % len(SECOND)]
    return f"{family[0]}{one[0]}{two[0]} {family[1:].capitalize()} {(one[1:] + two[1:]).capitalize()}"
