"""The places of the demo that its units, people and stories name. A grid's code is its community's and three digits."""

DISTRICT = "370203"
HOME_STREET = "370203022"  # 镇江路街道
HOME_COMMUNITY = "370203022006"  # 太平镇社区
HOME = "370203022006001"  # its first grid, where the demo sign-ins work
SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH = (f"{HOME_COMMUNITY}00{number}" for number in range(2, 9))
HAIBOHE = "370203022012001"  # in another community of the same street

NANKOU = "370203030015001"  # the invented grid in which 南口路68–88号 stand
KEJIJIE = "370203005001001"
DALIANLU = "370203005010001"
SHENYANGLU = "370203021003001"
SHUNXINGLU = "370203021011001"
TONGANLU = "370203025003001"
ZHOUKOULU = "370203031016001"
CHANGSHALU = "370203032008001"

# Tracking codes that the demo's greeting names; real ones are unguessable.
NANKOU_TRACKING_CODE = "NANK-AURD-6888"
ASKED_TRACKING_CODE = "HAVE-YAUR-SAYS"
CLOSED_TRACKING_CODE = "CAME-BACK-AGAN"
