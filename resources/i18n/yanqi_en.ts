<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>acceptance</name>
    <message>
        <source>收寄</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>挂起</source>
        <translation>Park</translation>
    </message>
    <message>
        <source>取回挂起的</source>
        <translation>Take up parked</translation>
    </message>
    <message>
        <source>请办下一件</source>
        <translation>Ready for the next parcel</translation>
    </message>
    <message>
        <source>办理中</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>扫码、读证、拍照，先后不限</source>
        <translation>Scan, card, photo: in any order</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>拒收</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>放弃本件</source>
        <translation>Give up</translation>
    </message>
    <message>
        <source>异常</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>资料核对中，请稍候</source>
        <translation>Checking the papers, one moment please</translation>
    </message>
    <message>
        <source>上一件的标识</source>
        <translation>Last parcel&apos;s mark</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>完成收寄、确定</source>
        <translation>Finish, confirm</translation>
    </message>
    <message>
        <source>确认一致</source>
        <translation>Same person, yes</translation>
    </message>
    <message>
        <source>谁来寄</source>
        <translation>Who sends</translation>
    </message>
    <message>
        <source>选协议客户</source>
        <translation>Choose customer</translation>
    </message>
    <message>
        <source>镜头读证件</source>
        <translation>Read document by camera</translation>
    </message>
    <message>
        <source>手工录证件</source>
        <translation>Type document</translation>
    </message>
    <message>
        <source>录姓名</source>
        <translation>Type name</translation>
    </message>
    <message>
        <source>录地址</source>
        <translation>Type address</translation>
    </message>
    <message>
        <source>回答所问</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>请站长决定</source>
        <translation>Call supervisor</translation>
    </message>
    <message>
        <source>比对人脸</source>
        <translation>Compare faces</translation>
    </message>
    <message>
        <source>收寄员自己的证件</source>
        <translation>Clerk&apos;s own document</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>拒收</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>发现危险或违禁</source>
        <translation>Danger or banned goods</translation>
    </message>
    <message>
        <source>挂起、取回</source>
        <translation>Park, take up</translation>
    </message>
    <message>
        <source>同一寄件人</source>
        <translation>Same sender</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>再拍内件</source>
        <translation>Photo of contents</translation>
    </message>
    <message>
        <source>删照片</source>
        <translation>Remove photo</translation>
    </message>
    <message>
        <source>录品名</source>
        <translation>Name item</translation>
    </message>
    <message>
        <source>内件与申报不符</source>
        <translation>Contents differ</translation>
    </message>
    <message>
        <source>寄往哪里</source>
        <translation>Destination</translation>
    </message>
    <message>
        <source>安检</source>
        <translation>Screening</translation>
    </message>
    <message>
        <source>包装和重量</source>
        <translation>Packaging, weight</translation>
    </message>
    <message>
        <source>打印验视标识</source>
        <translation>Print label</translation>
    </message>
    <message>
        <source>加一</source>
        <translation>One more</translation>
    </message>
    <message>
        <source>减一</source>
        <translation>One fewer</translation>
    </message>
    <message>
        <source>手工录运单</source>
        <translation>Type waybill</translation>
    </message>
    <message>
        <source>换快递公司</source>
        <translation>Next carrier</translation>
    </message>
    <message>
        <source>作废本件</source>
        <translation>Discard parcel</translation>
    </message>
    <message>
        <source>全屏</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>收寄页</source>
        <translation>Page: accept</translation>
    </message>
    <message>
        <source>记录页</source>
        <translation>Page: records</translation>
    </message>
    <message>
        <source>客户页</source>
        <translation>Page: customers</translation>
    </message>
    <message>
        <source>交接页</source>
        <translation>Page: handover</translation>
    </message>
    <message>
        <source>异常件页</source>
        <translation>Page: incidents</translation>
    </message>
    <message>
        <source>抽查页</source>
        <translation>Page: spot checks</translation>
    </message>
    <message>
        <source>统计页</source>
        <translation>Page: statistics</translation>
    </message>
    <message>
        <source>告知页</source>
        <translation>Page: notice</translation>
    </message>
    <message>
        <source>中断页</source>
        <translation>Page: interruptions</translation>
    </message>
    <message>
        <source>同步页</source>
        <translation>Page: sync</translation>
    </message>
    <message>
        <source>设备页</source>
        <translation>Page: devices</translation>
    </message>
    <message>
        <source>待修正页</source>
        <translation>Page: repair</translation>
    </message>
    <message>
        <source>省系统通知页</source>
        <translation>Page: province&apos;s news</translation>
    </message>
    <message>
        <source>监控画面在哪里</source>
        <translation>Where the recordings are</translation>
    </message>
    <message>
        <source>U 盘页</source>
        <translation>Page: USB stick</translation>
    </message>
    <message>
        <source>代交 U 盘</source>
        <translation>Carry a stick</translation>
    </message>
    <message>
        <source>收回执</source>
        <translation>Take receipts</translation>
    </message>
    <message>
        <source>原样重送</source>
        <translation>Send again as it is</translation>
    </message>
    <message>
        <source>新客户</source>
        <translation>New customer</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>退一格</source>
        <translation>Erase</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>{key} 已是“{action}”的键，没有改。换一个键</source>
        <translation>{key} already does &quot;{action}&quot;; nothing changed. Press another key</translation>
    </message>
    <message>
        <source>{key} 会打出字来，不能用。换 F13 到 F24，或加 Ctrl、Alt</source>
        <translation>{key} types text and cannot be used. Press F13 to F24, or add Ctrl or Alt</translation>
    </message>
    <message>
        <source>一个动作最多四个键。先恢复原来的键</source>
        <translation>Four keys for one action at most. Restore its own keys first</translation>
    </message>
    <message>
        <source>这个键用不了。换一个键，如 F13 到 F24</source>
        <translation>This key cannot be used. Press another, such as F13 to F24</translation>
    </message>
</context>
<context>
    <name>camera</name>
    <message>
        <source>实时画面</source>
        <translation>Live picture</translation>
    </message>
    <message>
        <source>相机没有画面</source>
        <translation>No picture from the camera</translation>
    </message>
    <message>
        <source>内件照片</source>
        <translation>Photo of the contents</translation>
    </message>
    <message>
        <source>封箱照片</source>
        <translation>Photo of the sealed parcel</translation>
    </message>
    <message>
        <source>证明照片</source>
        <translation>Photo of a paper</translation>
    </message>
    <message>
        <source>现场照片</source>
        <translation>Photo of the scene</translation>
    </message>
    <message>
        <source>{photo}，有疑问，已写明原因</source>
        <translation>{photo}, doubted, kept with a reason</translation>
    </message>
    <message>
        <source>纸单照片</source>
        <translation>Photo of the paper form</translation>
    </message>
    <message>
        <source>条码太小，靠近一点</source>
        <translation>Code too small: closer</translation>
    </message>
    <message>
        <source>条码不清楚，拿稳别动</source>
        <translation>Code blurred: hold still</translation>
    </message>
    <message>
        <source>太暗了，加点光</source>
        <translation>Too dark: more light</translation>
    </message>
</context>
<context>
    <name>cameras</name>
    <message>
        <source>监控画面</source>
        <translation>Surveillance pictures</translation>
    </message>
    <message>
        <source>收寄此件时没有设监控录像机</source>
        <translation>No recorder was set when this parcel was accepted</translation>
    </message>
    <message>
        <source>收寄台</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>验视台</source>
        <translation>Inspection table</translation>
    </message>
    <message>
        <source>安检机</source>
        <translation>Screening machine</translation>
    </message>
    <message>
        <source>海康威视</source>
        <translation>Hikvision</translation>
    </message>
    <message>
        <source>大华</source>
        <translation>Dahua</translation>
    </message>
    <message>
        <source>宇视</source>
        <translation>Uniview</translation>
    </message>
    <message>
        <source>国标编码</source>
        <translation>GB/T 28181 code</translation>
    </message>
    <message>
        <source>通道 {number}</source>
        <translation>channel {number}</translation>
    </message>
    <message>
        <source>录像机时间 {span}</source>
        <translation>recorder&apos;s time {span}</translation>
    </message>
    <message>
        <source>录像机时钟没有测过，请前后多看几分钟</source>
        <translation>The recorder&apos;s clock was not measured: look some minutes before and after, too</translation>
    </message>
    <message>
        <source>录像机时钟准（{at} 测）</source>
        <translation>The recorder&apos;s clock is right (measured {at})</translation>
    </message>
    <message>
        <source>录像机快 {seconds} 秒，已折算（{at} 测）</source>
        <translation>The recorder is {seconds} s fast, allowed for (measured {at})</translation>
    </message>
    <message>
        <source>录像机慢 {seconds} 秒，已折算（{at} 测）</source>
        <translation>The recorder is {seconds} s slow, allowed for (measured {at})</translation>
    </message>
    <message>
        <source>24 小时在线 {percent}%</source>
        <translation>{percent}% on line in 24 hours</translation>
    </message>
    <message>
        <source>没有回放地址：按通道和时间在录像机上查</source>
        <translation>No playback address: look it up on the recorder by channel and time</translation>
    </message>
</context>
<context>
    <name>customers</name>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>协议编号</source>
        <translation>Agreement no.</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Term</translation>
    </message>
    <message>
        <source>备案</source>
        <translation>Filing</translation>
    </message>
    <message>
        <source>责任人</source>
        <translation>In charge</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>不保存，返回</source>
        <translation>Back without saving</translation>
    </message>
    <message>
        <source>拍证件</source>
        <translation>Photograph</translation>
    </message>
    <message>
        <source>刚拍的证件</source>
        <translation>The document just photographed</translation>
    </message>
    <message>
        <source>新增客户</source>
        <translation>New customer</translation>
    </message>
    <message>
        <source>修改客户</source>
        <translation>Change customer</translation>
    </message>
    <message>
        <source>正在保存…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>还有 {count} 栏要改，见红字</source>
        <translation>{count} fields need correction, see the red text</translation>
    </message>
    <message>
        <source>逐栏填写，Enter 到下一栏</source>
        <translation>Fill in field by field; Enter goes to the next</translation>
    </message>
    <message>
        <source>相机没有画面，没有拍成。检查相机后再拍</source>
        <translation>The camera gives no picture; nothing was taken. Check the camera and try again</translation>
    </message>
    <message>
        <source>重拍</source>
        <translation>Take again</translation>
    </message>
    <message>
        <source>已拍，保存后加密存在本机</source>
        <translation>Taken; kept encrypted on this PC once saved</translation>
    </message>
    <message>
        <source>已存有复印件；换了责任人要重拍</source>
        <translation>A copy is kept; take another for another person</translation>
    </message>
    <message>
        <source>还没有复印件：把责任人证件放在相机下再拍</source>
        <translation>No copy yet: put the document under the camera and photograph it</translation>
    </message>
    <message>
        <source>责任人证件复印件</source>
        <translation>Copy of the document</translation>
    </message>
    <message>
        <source>有效，免逐件查验</source>
        <translation>In force, no check per parcel</translation>
    </message>
    <message>
        <source>无协议，逐件查验</source>
        <translation>No agreement, check each parcel</translation>
    </message>
    <message>
        <source>未生效，逐件查验</source>
        <translation>Not begun, check each parcel</translation>
    </message>
    <message>
        <source>已过期，逐件查验</source>
        <translation>Expired, check each parcel</translation>
    </message>
    <message>
        <source>未备案，逐件查验</source>
        <translation>Not filed, check each parcel</translation>
    </message>
    <message>
        <source>缺复印件，逐件查验</source>
        <translation>No copy, check each parcel</translation>
    </message>
    <message>
        <source>到协议起始日自动生效</source>
        <translation>Begins by itself on its first day</translation>
    </message>
    <message>
        <source>续签协议并备案后，由站长改期限</source>
        <translation>Renew and file the agreement; then a supervisor changes the term</translation>
    </message>
    <message>
        <source>向邮政管理部门备案后，由站长改备案状态</source>
        <translation>File it with the postal administration; then a supervisor changes the filing</translation>
    </message>
    <message>
        <source>由站长补拍责任人证件</source>
        <translation>A supervisor photographs the document of the person in charge</translation>
    </message>
    <message>
        <source>协议客户</source>
        <translation>Agreement</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>已备案</source>
        <translation>Filed</translation>
    </message>
    <message>
        <source>备案中</source>
        <translation>Pending</translation>
    </message>
    <message>
        <source>未备案</source>
        <translation>Not filed</translation>
    </message>
    <message>
        <source>{begins} 至 {ends}</source>
        <translation>{begins} to {ends}</translation>
    </message>
    <message>
        <source>统一社会信用代码</source>
        <translation>Credit code</translation>
    </message>
    <message>
        <source>校验位不对，仍然采用的理由</source>
        <translation>Wrong check character: reason to take it all the same</translation>
    </message>
    <message>
        <source>法定代表人或责任人</source>
        <translation>Person in charge</translation>
    </message>
    <message>
        <source>联系电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>安全协议编号</source>
        <translation>Agreement number</translation>
    </message>
    <message>
        <source>协议起始日</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>协议截止日</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>营业执照上的 18 位代码</source>
        <translation>The 18 characters on the licence</translation>
    </message>
    <message>
        <source>手机，或带区号的座机</source>
        <translation>Mobile, or landline with area code</translation>
    </message>
    <message>
        <source>照营业执照填</source>
        <translation>as on the licence</translation>
    </message>
    <message>
        <source>应为 18 位，照营业执照重新输入</source>
        <translation>18 characters, type it again from the licence</translation>
    </message>
    <message>
        <source>逐位核对；确实如此请选理由</source>
        <translation>compare it; if it is so, choose a reason</translation>
    </message>
    <message>
        <source>照证件填</source>
        <translation>as on the document</translation>
    </message>
    <message>
        <source>应为 11 位手机号，或带区号的座机号</source>
        <translation>11 digits, or landline with area code</translation>
    </message>
    <message>
        <source>照协议填，最多 64 个字</source>
        <translation>as in the agreement, 64 characters at most</translation>
    </message>
    <message>
        <source>照协议填，如 2026-01-31</source>
        <translation>as in the agreement, like 2026-01-31</translation>
    </message>
    <message>
        <source>照协议填，要晚于起始日</source>
        <translation>as in the agreement, after the first day</translation>
    </message>
    <message>
        <source>查看和修改</source>
        <translation>Look and change</translation>
    </message>
    <message>
        <source>{count} 家</source>
        <translation>{count} listed</translation>
    </message>
    <message>
        <source>只有站长能登记和修改客户。请站长登录后再来</source>
        <translation>Only a supervisor registers and changes customers. Let the supervisor sign in</translation>
    </message>
    <message>
        <source>没有找到客户</source>
        <translation>No customer found</translation>
    </message>
    <message>
        <source>还没有客户</source>
        <translation>No customers yet</translation>
    </message>
    <message>
        <source>已保存：{customer}</source>
        <translation>Saved: {customer}</translation>
    </message>
    <message>
        <source>协议客户与单位</source>
        <translation>Customers</translation>
    </message>
    <message>
        <source>查找客户</source>
        <translation>Find a customer</translation>
    </message>
    <message>
        <source>输入名称、拼音首字母、信用代码或协议编号查找</source>
        <translation>Find by name, pinyin initials, credit code or agreement number</translation>
    </message>
    <message>
        <source>客户列表</source>
        <translation>List of customers</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customers</translation>
    </message>
    <message>
        <source>{field}：{rule}</source>
        <translation>{field}: {rule}</translation>
    </message>
    <message>
        <source>{filing}（省局）</source>
        <translation>{filing} (province)</translation>
    </message>
</context>
<context>
    <name>devicepage</name>
    <message>
        <source>插着的设备</source>
        <translation>Plugged in</translation>
    </message>
    <message>
        <source>接在</source>
        <translation>At</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>设备的名字</source>
        <translation>Name of the device</translation>
    </message>
    <message>
        <source>设备地址</source>
        <translation>Device address</translation>
    </message>
    <message>
        <source>用这一台</source>
        <translation>Use this</translation>
    </message>
    <message>
        <source>这里不用设备</source>
        <translation>Use none</translation>
    </message>
    <message>
        <source>取名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>手写地址</source>
        <translation>By hand</translation>
    </message>
    <message>
        <source>校准键盘枪</source>
        <translation>Calibrate</translation>
    </message>
    <message>
        <source>停止校准</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>试打一张</source>
        <translation>Test print</translation>
    </message>
    <message>
        <source>上一种规约</source>
        <translation>Last protocol</translation>
    </message>
    <message>
        <source>下一种规约</source>
        <translation>Next protocol</translation>
    </message>
    <message>
        <source>测试码</source>
        <translation>Test code</translation>
    </message>
    <message>
        <source>动作</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>再加一个键</source>
        <translation>Add a key</translation>
    </message>
    <message>
        <source>恢复原来的键</source>
        <translation>Restore its own</translation>
    </message>
    <message>
        <source>按键、脚踏板和小键盘</source>
        <translation>Keys, pedals, keypads</translation>
    </message>
    <message>
        <source>现在按下要给“{action}”用的键或踏板；按 Esc 不改</source>
        <translation>Press the key or pedal for &quot;{action}&quot; now; Esc leaves it</translation>
    </message>
    <message>
        <source>“{action}”的键是 {keys}，下次启动程序后起作用</source>
        <translation>&quot;{action}&quot; is {keys} from the next start on</translation>
    </message>
    <message>
        <source>脚踏板也是键盘：选动作，按 {finish}，再踩踏板或按键；第一个键印在按钮上</source>
        <translation>A pedal is a keyboard: choose an action, press {finish}, then the pedal or key; the first is printed on buttons</translation>
    </message>
    <message>
        <source>键盘枪</source>
        <translation>Keyboard scanner</translation>
    </message>
    <message>
        <source>还没看过</source>
        <translation>Not looked at</translation>
    </message>
    <message>
        <source>用扫描相机</source>
        <translation>Scanning camera</translation>
    </message>
    <message>
        <source>没有设置</source>
        <translation>Not set</translation>
    </message>
    <message>
        <source>像键盘一样打字的枪插上就能用，不必设置；其他接法的在下面选</source>
        <translation>A scanner that types like a keyboard works at once; choose any other below</translation>
    </message>
    <message>
        <source>标签从系统的默认打印机出；直接连的打印机手写地址</source>
        <translation>Labels go to the system&apos;s default printer; write the address of one connected directly</translation>
    </message>
    <message>
        <source>没有另设的，用扫描的那台相机；要用另一台，在下面选</source>
        <translation>None of its own: the scanning camera serves it; choose another below</translation>
    </message>
    <message>
        <source>插上后在下面选一台</source>
        <translation>Plug one in and choose it below</translation>
    </message>
    <message>
        <source>扫下面的测试码（激光枪扫不了屏幕：用命令 test-code 打印出来扫）</source>
        <translation>Scan the test code below (lasers cannot read a screen: print it with the command test-code)</translation>
    </message>
    <message>
        <source>放一张身份证试读，只显示遮盖后的内容，不保存</source>
        <translation>Lay down an ID card: shown masked, kept nowhere</translation>
    </message>
    <message>
        <source>看右边的实时画面；把运单放到镜头下试扫</source>
        <translation>Look at the live picture on the right; lay a waybill under the camera</translation>
    </message>
    <message>
        <source>看右边的实时画面：证件放下去，字要清楚</source>
        <translation>Look at the live picture on the right: lay a document down; its text must be sharp</translation>
    </message>
    <message>
        <source>看右边的实时画面：要看得见开箱的桌面</source>
        <translation>Look at the live picture on the right: the table where parcels are opened must be seen</translation>
    </message>
    <message>
        <source>看右边的实时画面：能看清柜台前的人</source>
        <translation>Look at the live picture on the right: is the person at the counter seen clearly?</translation>
    </message>
    <message>
        <source>放一件东西上去，等重量稳定</source>
        <translation>Put something on and wait until it rests</translation>
    </message>
    <message>
        <source>试打一张，看字和码是否齐全</source>
        <translation>Print one: are words and code complete?</translation>
    </message>
    <message>
        <source>测试码扫对了 · {way}</source>
        <translation>Test code read · {way}</translation>
    </message>
    <message>
        <source>扫到 {text} · {length} 位 · {way}</source>
        <translation>Scanned {text} · {length} characters · {way}</translation>
    </message>
    <message>
        <source>读到 {name} {number}</source>
        <translation>Read {name} {number}</translation>
    </message>
    <message>
        <source>秤上空了</source>
        <translation>The scale is empty</translation>
    </message>
    <message>
        <source>{kilograms:.3f} 千克</source>
        <translation>{kilograms:.3f} kg</translation>
    </message>
    <message>
        <source>串口枪</source>
        <translation>Serial scanner</translation>
    </message>
    <message>
        <source>相机</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>键盘枪（独占）</source>
        <translation>Keyboard scanner (taken)</translation>
    </message>
    <message>
        <source>HID 枪</source>
        <translation>HID scanner</translation>
    </message>
    <message>
        <source>没有权限：{todo}</source>
        <translation>No right: {todo}</translation>
    </message>
    <message>
        <source>现在用作{role}</source>
        <translation>Used now as: {role}</translation>
    </message>
    <message>
        <source>可以用</source>
        <translation>Can be used</translation>
    </message>
    <message>
        <source>训练中用的是模拟设备，换不了；取名、校准和试用都可以</source>
        <translation>Training uses simulated devices, which cannot be changed; names, calibration and trials work</translation>
    </message>
    <message>
        <source>插着的设备都在用</source>
        <translation>Everything plugged in is in use</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>插着没用的：{names}</source>
        <translation>Plugged in, not used: {names}</translation>
    </message>
    <message>
        <source>扫到了，但字不对：先关掉大写锁定；还不对，把枪的键盘布局设成美式，再扫</source>
        <translation>Scanned, but with other signs: turn Caps Lock off; if that does not help, set the scanner to a US keyboard</translation>
    </message>
    <message>
        <source>校准中：连扫测试码 {scans} 次，已扫到 {heard} 次。扫完前键盘打字不起作用</source>
        <translation>Calibrating: scan the test code {scans} times; {heard} came in. Until then typing does nothing</translation>
    </message>
    <message>
        <source>已换上，马上能用</source>
        <translation>In place, and in use now</translation>
    </message>
    <message>
        <source>已记下，下次启动程序后起作用</source>
        <translation>Kept; it holds from the next start of the program</translation>
    </message>
    <message>
        <source>每个码后面跟一个回车</source>
        <translation>each code ends with Enter</translation>
    </message>
    <message>
        <source>码后面不跟回车，靠停顿认出</source>
        <translation>codes have no Enter, a pause ends them</translation>
    </message>
    <message>
        <source>校准好了，马上起作用：两键之间最慢 {slowest} 毫秒，按 {threshold} 毫秒认；{end}</source>
        <translation>Calibrated and in use: slowest gap {slowest} ms, scans are told by {threshold} ms; {end}</translation>
    </message>
    <message>
        <source>没有扫到测试码，设置没改。看枪是否插好、扫的是不是测试码</source>
        <translation>No test code came in; nothing changed. Is the scanner plugged in, and was it the test code?</translation>
    </message>
    <message>
        <source>扫到的字不对，设置没改。把枪的键盘布局设成美式，关掉大写锁定</source>
        <translation>The signs came out otherwise; nothing changed. Set the scanner to a US keyboard and turn Caps Lock off</translation>
    </message>
    <message>
        <source>枪打字太慢，设置没改。在枪的说明书里找“键间延时”，设短一些</source>
        <translation>The scanner types too slowly; nothing changed. Look for the inter-character delay in its manual and shorten it</translation>
    </message>
    <message>
        <source>名字记下了</source>
        <translation>Name kept</translation>
    </message>
    <message>
        <source>这里不再用设备</source>
        <translation>No device is used here any more</translation>
    </message>
    <message>
        <source>测试标签已送去打印</source>
        <translation>The test label was sent to the printer</translation>
    </message>
    <message>
        <source>校准停了，设置没改</source>
        <translation>Calibration stopped; nothing changed</translation>
    </message>
    <message>
        <source>扫的次数不够，设置没改。再校准一次，连扫三次</source>
        <translation>Too few scans; nothing changed. Calibrate again with three scans</translation>
    </message>
    <message>
        <source>训练中换不了设备，退出训练再来</source>
        <translation>Devices cannot be changed in training; leave it first</translation>
    </message>
    <message>
        <source>没有可选的设备：插上，等它出现在列表里</source>
        <translation>Nothing to choose: plug it in and wait until it is listed</translation>
    </message>
    <message>
        <source>给这台{role}取个名字，如“左柜台”；不要写人名</source>
        <translation>Name this device ({role}), such as &quot;left counter&quot;; no person&apos;s name</translation>
    </message>
    <message>
        <source>设备地址，如 serial:COM3?framing=crlf</source>
        <translation>Device address, such as serial:COM3?framing=crlf</translation>
    </message>
    <message>
        <source>设备地址，如 sdt:COM4?baud=115200 或 sdt:tcp://10.0.0.9:50000</source>
        <translation>Device address, such as sdt:COM4?baud=115200 or sdt:tcp://10.0.0.9:50000</translation>
    </message>
    <message>
        <source>设备地址，如 camera:1 或 camera:rtsp://…</source>
        <translation>Device address, such as camera:1 or camera:rtsp://…</translation>
    </message>
    <message>
        <source>设备地址，如 scale:COM5?profile=xk3190</source>
        <translation>Device address, such as scale:COM5?profile=xk3190</translation>
    </message>
    <message>
        <source>设备地址，如 label:tspl@tcp:10.0.0.8:9100?stock=60x40</source>
        <translation>Device address, such as label:tspl@tcp:10.0.0.8:9100?stock=60x40</translation>
    </message>
    <message>
        <source>秤的通讯规约：{profile}</source>
        <translation>Protocol of the scale: {profile}</translation>
    </message>
    <message>
        <source>测试 无效</source>
        <translation>TEST, VOID</translation>
    </message>
    <message>
        <source>测试标签</source>
        <translation>Test label</translation>
    </message>
    <message>
        <source>验讫</source>
        <translation>Yanqi</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>先用上下键走到要换上的设备，再确认</source>
        <translation>Go to the device with Up and Down first, then confirm</translation>
    </message>
    <message>
        <source>再按一次 {discard}，这里就不用设备了；手写的地址要重新写</source>
        <translation>Press {discard} again to use none here; an address that was written by hand has to be written anew</translation>
    </message>
</context>
<context>
    <name>devices</name>
    <message>
        <source>就绪</source>
        <translation>ready</translation>
    </message>
    <message>
        <source>工作中</source>
        <translation>busy</translation>
    </message>
    <message>
        <source>连接中</source>
        <translation>connecting</translation>
    </message>
    <message>
        <source>故障</source>
        <translation>faulty</translation>
    </message>
    <message>
        <source>未接</source>
        <translation>not connected</translation>
    </message>
    <message>
        <source>扫描枪</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>读卡器</source>
        <translation>ID reader</translation>
    </message>
    <message>
        <source>相机</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>人像相机</source>
        <translation>Face camera</translation>
    </message>
    <message>
        <source>电子秤</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>在 {file} 写一行 {rule}，再拔下重插</source>
        <translation>write the line {rule} into {file}, then unplug it and plug it in again</translation>
    </message>
    <message>
        <source>请管理员{rule}</source>
        <translation>Ask the administrator to {rule}</translation>
    </message>
    <message>
        <source>请管理员把本账户加入 {group} 组，注销后重新登录</source>
        <translation>Ask the administrator to add this account to the group {group}, then log out and in again</translation>
    </message>
    <message>
        <source>{group}；或者{rule}</source>
        <translation>{group}; or {rule}</translation>
    </message>
    <message>
        <source>分不清</source>
        <translation>two alike</translation>
    </message>
    <message>
        <source>被占用</source>
        <translation>in use</translation>
    </message>
    <message>
        <source>没有权限</source>
        <translation>no rights</translation>
    </message>
    <message>
        <source>缺组件</source>
        <translation>parts missing</translation>
    </message>
    <message>
        <source>没有回应</source>
        <translation>no answer</translation>
    </message>
    <message>
        <source>设置有误</source>
        <translation>wrong setting</translation>
    </message>
    <message>
        <source>证件相机</source>
        <translation>Document camera</translation>
    </message>
    <message>
        <source>验视相机</source>
        <translation>Inspection camera</translation>
    </message>
    <message>
        <source>标签打印机</source>
        <translation>Label printer</translation>
    </message>
    <message>
        <source>{name}：{words}</source>
        <translation>{name}: {words}</translation>
    </message>
    <message>
        <source>请管理员看看本账户能不能用它</source>
        <translation>Ask the administrator whether this account may use it</translation>
    </message>
    <message>
        <source>自检不过</source>
        <translation>out of order</translation>
    </message>
    <message>
        <source>是键盘</source>
        <translation>a keyboard</translation>
    </message>
    <message>
        <source>登录被拒</source>
        <translation>login refused</translation>
    </message>
</context>
<context>
    <name>document</name>
    <message>
        <source>居民身份证</source>
        <translation>Resident ID card</translation>
    </message>
    <message>
        <source>临时身份证</source>
        <translation>Temporary ID card</translation>
    </message>
    <message>
        <source>港澳台居民居住证</source>
        <translation>Hong Kong, Macao, Taiwan residence permit</translation>
    </message>
    <message>
        <source>港澳居民来往内地通行证</source>
        <translation>Mainland travel permit (Hong Kong, Macao)</translation>
    </message>
    <message>
        <source>台湾居民来往大陆通行证</source>
        <translation>Mainland travel permit (Taiwan)</translation>
    </message>
    <message>
        <source>中国护照</source>
        <translation>Chinese passport</translation>
    </message>
    <message>
        <source>护照</source>
        <translation>Passport</translation>
    </message>
    <message>
        <source>外国人永久居留身份证</source>
        <translation>Foreigner&apos;s permanent residence card</translation>
    </message>
    <message>
        <source>军人身份证件</source>
        <translation>Military ID</translation>
    </message>
    <message>
        <source>武警身份证件</source>
        <translation>Armed police ID</translation>
    </message>
    <message>
        <source>其他证件</source>
        <translation>Other document</translation>
    </message>
    <message>
        <source>芯片读取</source>
        <translation>read from chip</translation>
    </message>
    <message>
        <source>拍照识别</source>
        <translation>read from photo</translation>
    </message>
    <message>
        <source>实名码</source>
        <translation>real-name code</translation>
    </message>
    <message>
        <source>手工录入</source>
        <translation>typed in</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>出生</source>
        <translation>Born</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>号码</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>起始日</source>
        <translation>From</translation>
    </message>
    <message>
        <source>截止日</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>国籍</source>
        <translation>Nationality</translation>
    </message>
    <message>
        <source>机器参考：像同一人</source>
        <translation>Machine&apos;s hint: looks the same</translation>
    </message>
    <message>
        <source>机器参考：拿不准，多看一眼</source>
        <translation>Machine&apos;s hint: unsure, look twice</translation>
    </message>
    <message>
        <source>机器参考：不太像，请仔细核对</source>
        <translation>Machine&apos;s hint: not very alike, look closely</translation>
    </message>
    <message>
        <source>机读区识别</source>
        <translation>Machine-readable zone</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>{text}。{step}</source>
        <translation>{text}. {step}</translation>
    </message>
    <message>
        <source>这件还没齐，尚未收寄</source>
        <translation>Not complete, not accepted yet</translation>
    </message>
    <message>
        <source>补上缺的一项，再按 {finish}</source>
        <translation>Supply what is missing, then press {finish}</translation>
    </message>
    <message>
        <source>这件不能收寄</source>
        <translation>This parcel cannot be accepted</translation>
    </message>
    <message>
        <source>按 {refuse} 拒收</source>
        <translation>Press {refuse} to refuse it</translation>
    </message>
    <message>
        <source>现在不能这样做，本件未改动</source>
        <translation>Not possible now; the parcel is unchanged</translation>
    </message>
    <message>
        <source>按 {help} 看这一步能做什么</source>
        <translation>Press {help} to see what this step allows</translation>
    </message>
    <message>
        <source>这个运单号已经收寄过</source>
        <translation>This waybill was accepted before</translation>
    </message>
    <message>
        <source>核对面单，换一张再扫</source>
        <translation>Check the label and scan a new one</translation>
    </message>
    <message>
        <source>这不像运单号</source>
        <translation>This does not look like a waybill number</translation>
    </message>
    <message>
        <source>运单号为 8 至 40 位字母和数字，请重新输入</source>
        <translation>It has 8 to 40 letters and digits: type it again</translation>
    </message>
    <message>
        <source>手机号不对：应为 1 开头的 11 位数字</source>
        <translation>Not a mobile number: 11 digits starting with 1</translation>
    </message>
    <message>
        <source>按 {erase} 退回改正</source>
        <translation>Press {erase} to correct it</translation>
    </message>
    <message>
        <source>数量应在 1 到 9999 之间</source>
        <translation>The quantity must be 1 to 9999</translation>
    </message>
    <message>
        <source>按 {more} 或 {fewer} 调整</source>
        <translation>Press {more} or {fewer}</translation>
    </message>
    <message>
        <source>没有这个类别</source>
        <translation>There is no such category</translation>
    </message>
    <message>
        <source>按类别上标的字母重选</source>
        <translation>Press the letter shown on a category</translation>
    </message>
    <message>
        <source>没有这个拒收原因</source>
        <translation>There is no such refusal reason</translation>
    </message>
    <message>
        <source>按原因前的数字重选</source>
        <translation>Press the digit before a reason</translation>
    </message>
    <message>
        <source>这种证件不能用于寄件</source>
        <translation>This kind of document is not valid for sending</translation>
    </message>
    <message>
        <source>请寄件人换一种有效证件，没有则按 {refuse} 拒收</source>
        <translation>Ask for another document; without one press {refuse}</translation>
    </message>
    <message>
        <source>还没有寄件人的证件</source>
        <translation>No document of the sender yet</translation>
    </message>
    <message>
        <source>把身份证放到读卡器上</source>
        <translation>Lay the ID card on the reader</translation>
    </message>
    <message>
        <source>没有可沿用的上一位寄件人</source>
        <translation>No earlier sender to continue with</translation>
    </message>
    <message>
        <source>工号或口令不对</source>
        <translation>Wrong number or PIN</translation>
    </message>
    <message>
        <source>请重新输入；忘记口令请找站长</source>
        <translation>Try again; if forgotten, ask the supervisor</translation>
    </message>
    <message>
        <source>试错次数过多，暂停登录</source>
        <translation>Too many wrong tries</translation>
    </message>
    <message>
        <source>{detail} 秒后再试</source>
        <translation>Try again in {detail} seconds</translation>
    </message>
    <message>
        <source>口令太简单</source>
        <translation>The PIN is too simple</translation>
    </message>
    <message>
        <source>用 4 至 12 位数字，不能全部相同</source>
        <translation>Use 4 to 12 digits, not all the same</translation>
    </message>
    <message>
        <source>这个工号已经有人用了</source>
        <translation>This number is taken</translation>
    </message>
    <message>
        <source>换一个工号</source>
        <translation>Choose another number</translation>
    </message>
    <message>
        <source>工号或姓名不对</source>
        <translation>Number or name not valid</translation>
    </message>
    <message>
        <source>工号为 1 至 16 位字母或数字，姓名不能为空</source>
        <translation>The number has 1 to 16 letters or digits; the name is required</translation>
    </message>
    <message>
        <source>本终端还没有在省系统登记，不能收寄</source>
        <translation>This terminal is not enrolled: it cannot accept parcels</translation>
    </message>
    <message>
        <source>请管理员完成首次登记</source>
        <translation>Ask the administrator to enrol it</translation>
    </message>
    <message>
        <source>训练环境与正式环境不能混用</source>
        <translation>Training and production must not be mixed</translation>
    </message>
    <message>
        <source>请管理员核对省系统地址和登记码</source>
        <translation>Ask the administrator to check the province&apos;s address and the code</translation>
    </message>
    <message>
        <source>收寄规则包损坏，不能收寄</source>
        <translation>The rules are damaged: nothing can be accepted</translation>
    </message>
    <message>
        <source>请管理员重新安装本程序</source>
        <translation>Ask the administrator to reinstall the program</translation>
    </message>
    <message>
        <source>这件已经不在柜台上</source>
        <translation>This parcel is no longer at the counter</translation>
    </message>
    <message>
        <source>到“记录”里查看，或重新扫描运单</source>
        <translation>Look under Records, or scan the waybill again</translation>
    </message>
    <message>
        <source>验讫已在这台电脑上运行</source>
        <translation>Yanqi is already running on this PC</translation>
    </message>
    <message>
        <source>切换到已打开的窗口</source>
        <translation>Switch to the open window</translation>
    </message>
    <message>
        <source>磁盘已满，这一步没有保存，先前的都在</source>
        <translation>The disk is full: this step was not saved, everything before is safe</translation>
    </message>
    <message>
        <source>清理磁盘后再按一次</source>
        <translation>Free some space and press again</translation>
    </message>
    <message>
        <source>本机数据损坏，已停止写入</source>
        <translation>The data on this PC is damaged; writing has stopped</translation>
    </message>
    <message>
        <source>不要重装，马上联系管理员</source>
        <translation>Do not reinstall; call the administrator now</translation>
    </message>
    <message>
        <source>密钥打不开本机数据</source>
        <translation>The key does not open the data on this PC</translation>
    </message>
    <message>
        <source>换回原来的系统账户，或联系管理员</source>
        <translation>Use the original system account, or call the administrator</translation>
    </message>
    <message>
        <source>本机数据由更新的版本写成</source>
        <translation>The data was written by a newer version</translation>
    </message>
    <message>
        <source>请管理员升级本程序</source>
        <translation>Ask the administrator to update the program</translation>
    </message>
    <message>
        <source>数据文件夹不能写入，这一步没有保存</source>
        <translation>The data folder cannot be written: this step was not saved</translation>
    </message>
    <message>
        <source>请管理员检查文件夹权限</source>
        <translation>Ask the administrator to check the folder&apos;s permissions</translation>
    </message>
    <message>
        <source>这台电脑没有系统密钥库</source>
        <translation>This PC has no system key store</translation>
    </message>
    <message>
        <source>请管理员设置启动口令</source>
        <translation>Ask the administrator to set a start passphrase</translation>
    </message>
    <message>
        <source>系统密钥库被锁住</source>
        <translation>The system key store is locked</translation>
    </message>
    <message>
        <source>解锁系统账户后重新启动本程序</source>
        <translation>Unlock the system account and start the program again</translation>
    </message>
    <message>
        <source>本机数据还在，但密钥不见了</source>
        <translation>The data is there, but its key is gone</translation>
    </message>
    <message>
        <source>启动口令不对</source>
        <translation>Wrong start passphrase</translation>
    </message>
    <message>
        <source>请重新输入</source>
        <translation>Type it again</translation>
    </message>
    <message>
        <source>启动口令太短</source>
        <translation>The start passphrase is too short</translation>
    </message>
    <message>
        <source>请换一个更长的</source>
        <translation>Choose a longer one</translation>
    </message>
    <message>
        <source>照片文件不见了</source>
        <translation>A photo file is missing</translation>
    </message>
    <message>
        <source>本件还开着就重拍一张，并告诉管理员</source>
        <translation>Take it again while the parcel is open, and tell the administrator</translation>
    </message>
    <message>
        <source>照片文件损坏</source>
        <translation>A photo file is damaged</translation>
    </message>
    <message>
        <source>程序内部出错，这一步没有保存</source>
        <translation>Internal error: this step was not saved</translation>
    </message>
    <message>
        <source>再按一次；还不行就重新启动，本件不会丢</source>
        <translation>Press again; if it persists, restart. The parcel is safe</translation>
    </message>
    <message>
        <source>程序正在退出，这一步没有保存</source>
        <translation>The program is closing: this step was not saved</translation>
    </message>
    <message>
        <source>重新启动后继续，本件不会丢</source>
        <translation>Go on after a restart. The parcel is safe</translation>
    </message>
    <message>
        <source>没有找到设备</source>
        <translation>Device not found</translation>
    </message>
    <message>
        <source>检查电源和接线</source>
        <translation>Check power and cable</translation>
    </message>
    <message>
        <source>设备被别的程序占用</source>
        <translation>Another program uses the device</translation>
    </message>
    <message>
        <source>关掉其他收寄或扫描程序</source>
        <translation>Close other acceptance or scanning programs</translation>
    </message>
    <message>
        <source>没有使用这个设备的权限</source>
        <translation>No permission to use this device</translation>
    </message>
    <message>
        <source>请管理员给本账户授权</source>
        <translation>Ask the administrator for permission</translation>
    </message>
    <message>
        <source>缺少设备所需的组件</source>
        <translation>A component for this device is missing</translation>
    </message>
    <message>
        <source>设备被拔掉</source>
        <translation>The device was unplugged</translation>
    </message>
    <message>
        <source>重新插好，会自动接上</source>
        <translation>Plug it in again; it reconnects by itself</translation>
    </message>
    <message>
        <source>设备没有回应</source>
        <translation>The device does not answer</translation>
    </message>
    <message>
        <source>拔下再插，或关掉重新通电</source>
        <translation>Unplug and plug in, or switch it off and on</translation>
    </message>
    <message>
        <source>设备传来的数据不对</source>
        <translation>The device sends broken data</translation>
    </message>
    <message>
        <source>换一根线或一个接口</source>
        <translation>Try another cable or port</translation>
    </message>
    <message>
        <source>设备设置写错了</source>
        <translation>The device&apos;s setting is wrong</translation>
    </message>
    <message>
        <source>请管理员改正设置</source>
        <translation>Ask the administrator to correct it</translation>
    </message>
    <message>
        <source>设备程序内部出错</source>
        <translation>Internal error in the device&apos;s driver</translation>
    </message>
    <message>
        <source>会自动重试；一直不好就重新启动</source>
        <translation>It retries by itself; restart if it persists</translation>
    </message>
    <message>
        <source>证件拿开太快，没有读完</source>
        <translation>The card was taken away too early</translation>
    </message>
    <message>
        <source>放平证件，听到提示音再拿</source>
        <translation>Lay it flat and wait for the tone</translation>
    </message>
    <message>
        <source>证件没有读出来</source>
        <translation>The card could not be read</translation>
    </message>
    <message>
        <source>拿起再放一次</source>
        <translation>Lift it and lay it down again</translation>
    </message>
    <message>
        <source>这不是身份证件</source>
        <translation>This is not an identity card</translation>
    </message>
    <message>
        <source>请换身份证，不要叠放其他卡</source>
        <translation>Use the ID card, with no other card on it</translation>
    </message>
    <message>
        <source>证件芯片没有通过认证</source>
        <translation>The card&apos;s chip failed authentication</translation>
    </message>
    <message>
        <source>拿起再放一次；仍不行请换证件或按 {refuse} 拒收</source>
        <translation>Lay it down again; else another document, or {refuse} to refuse</translation>
    </message>
    <message>
        <source>证件数据校验不对</source>
        <translation>The card&apos;s data failed its check</translation>
    </message>
    <message>
        <source>读卡器没有授权，读不了证件</source>
        <translation>The reader is not authorised to read cards</translation>
    </message>
    <message>
        <source>请联系读卡器供应商</source>
        <translation>Call the reader&apos;s supplier</translation>
    </message>
    <message>
        <source>读卡器自检没有通过</source>
        <translation>The reader failed its self-test</translation>
    </message>
    <message>
        <source>拔下再插；还不行请换读卡器</source>
        <translation>Unplug and plug in; else replace the reader</translation>
    </message>
    <message>
        <source>读卡器没有听懂命令</source>
        <translation>The reader did not understand a command</translation>
    </message>
    <message>
        <source>拿起再放一次；常出现就换一根线</source>
        <translation>Lay it down again; if frequent, change the cable</translation>
    </message>
    <message>
        <source>读卡器报了未知的状态</source>
        <translation>The reader reports an unknown state</translation>
    </message>
    <message>
        <source>证件里的文字读不懂</source>
        <translation>The text on the chip cannot be understood</translation>
    </message>
    <message>
        <source>请换一种证件，并告诉管理员</source>
        <translation>Use another document, and tell the administrator</translation>
    </message>
    <message>
        <source>没有网络，离线收寄中</source>
        <translation>No network: working offline</translation>
    </message>
    <message>
        <source>照常收寄，有网后自动补传</source>
        <translation>Go on; everything is sent when the network is back</translation>
    </message>
    <message>
        <source>省系统连不上，离线收寄中</source>
        <translation>The province cannot be reached: working offline</translation>
    </message>
    <message>
        <source>照常收寄，恢复后自动补传</source>
        <translation>Go on; everything is sent later by itself</translation>
    </message>
    <message>
        <source>已发出，省系统是否收到待确认</source>
        <translation>Sent; asking whether the province has it</translation>
    </message>
    <message>
        <source>会自动再问，不会重复</source>
        <translation>It asks again by itself; nothing is doubled</translation>
    </message>
    <message>
        <source>省系统的安全证书不可信，没有发送</source>
        <translation>The province&apos;s certificate is not trusted: nothing was sent</translation>
    </message>
    <message>
        <source>先看电脑日期对不对，再联系管理员</source>
        <translation>Check the PC&apos;s date, then call the administrator</translation>
    </message>
    <message>
        <source>回应的不是省系统，多半是上网认证页</source>
        <translation>Somebody else answered, most likely a network login page</translation>
    </message>
    <message>
        <source>打开浏览器完成上网认证</source>
        <translation>Log in to the network in the browser</translation>
    </message>
    <message>
        <source>回执的签名不对，不算送达</source>
        <translation>A receipt&apos;s signature is wrong: not delivered</translation>
    </message>
    <message>
        <source>马上联系管理员</source>
        <translation>Call the administrator now</translation>
    </message>
    <message>
        <source>省系统出错</source>
        <translation>The province has an internal error</translation>
    </message>
    <message>
        <source>照常收寄，会自动重试</source>
        <translation>Go on; it retries by itself</translation>
    </message>
    <message>
        <source>省系统忙，让稍后再传</source>
        <translation>The province is busy and asks to wait</translation>
    </message>
    <message>
        <source>省系统不认这台终端</source>
        <translation>The province does not know this terminal</translation>
    </message>
    <message>
        <source>联系管理员重新登记终端</source>
        <translation>Ask the administrator to enrol the terminal again</translation>
    </message>
    <message>
        <source>电脑时间偏差太大，省系统不收</source>
        <translation>This PC&apos;s clock is too far off for the province</translation>
    </message>
    <message>
        <source>校准电脑时间</source>
        <translation>Set the PC&apos;s clock</translation>
    </message>
    <message>
        <source>本程序与省系统版本不合</source>
        <translation>This program and the province speak different versions</translation>
    </message>
    <message>
        <source>省系统拒绝了这批数据</source>
        <translation>The province refused this batch</translation>
    </message>
    <message>
        <source>数据都在，请管理员查看</source>
        <translation>Nothing is lost; ask the administrator to look</translation>
    </message>
    <message>
        <source>省系统不收这张照片</source>
        <translation>The province does not take this photo</translation>
    </message>
    <message>
        <source>照片还在，请管理员查看</source>
        <translation>The photo is safe; ask the administrator to look</translation>
    </message>
    <message>
        <source>照片传到一半断了</source>
        <translation>A photo was cut off half-way</translation>
    </message>
    <message>
        <source>会自动从头再传</source>
        <translation>It starts again by itself</translation>
    </message>
    <message>
        <source>本机的照片读不出来，传不了</source>
        <translation>A photo on this PC cannot be read, so not sent</translation>
    </message>
    <message>
        <source>请管理员检查磁盘</source>
        <translation>Ask the administrator to check the disk</translation>
    </message>
    <message>
        <source>省系统看不懂这条记录</source>
        <translation>The province cannot read this record</translation>
    </message>
    <message>
        <source>记录还在，请管理员查看</source>
        <translation>The record is safe; ask the administrator to look</translation>
    </message>
    <message>
        <source>省系统认为记录内容不合要求</source>
        <translation>The province finds the record&apos;s content wrong</translation>
    </message>
    <message>
        <source>记录还在，请管理员查看并更正</source>
        <translation>The record is safe; ask the administrator to correct it</translation>
    </message>
    <message>
        <source>省系统还不接收这类记录</source>
        <translation>The province does not take this kind of record yet</translation>
    </message>
    <message>
        <source>记录在路上变了样，省系统没收</source>
        <translation>The record was altered on its way and not taken</translation>
    </message>
    <message>
        <source>省系统已有同号但内容不同的记录</source>
        <translation>The province has another record with the same id</translation>
    </message>
    <message>
        <source>两份都留着，请管理员核对</source>
        <translation>Both are kept; ask the administrator to compare</translation>
    </message>
    <message>
        <source>记录属于另一台终端</source>
        <translation>The record belongs to another terminal</translation>
    </message>
    <message>
        <source>请管理员核对终端登记</source>
        <translation>Ask the administrator to check the enrolment</translation>
    </message>
    <message>
        <source>请求没有签名</source>
        <translation>The request had no signature</translation>
    </message>
    <message>
        <source>请管理员检查代理或防火墙</source>
        <translation>Ask the administrator to check proxy and firewall</translation>
    </message>
    <message>
        <source>终端签名不被承认</source>
        <translation>The terminal&apos;s signature is not accepted</translation>
    </message>
    <message>
        <source>省系统没有这台终端的登记</source>
        <translation>The province has no such terminal</translation>
    </message>
    <message>
        <source>这台终端的登记已被注销</source>
        <translation>This terminal&apos;s enrolment was revoked</translation>
    </message>
    <message>
        <source>联系管理员</source>
        <translation>Call the administrator</translation>
    </message>
    <message>
        <source>登记码不对</source>
        <translation>Wrong enrolment code</translation>
    </message>
    <message>
        <source>核对登记码后重新输入</source>
        <translation>Check the code and type it again</translation>
    </message>
    <message>
        <source>登记码已被另一台终端用过</source>
        <translation>This enrolment code was used by another terminal</translation>
    </message>
    <message>
        <source>向省系统申请新的登记码</source>
        <translation>Ask the province for a new one</translation>
    </message>
    <message>
        <source>一次发送的数据太大</source>
        <translation>Too much data at once</translation>
    </message>
    <message>
        <source>会自动分小再传</source>
        <translation>It is sent in smaller parts by itself</translation>
    </message>
    <message>
        <source>省系统不支持这种压缩</source>
        <translation>The province does not know this compression</translation>
    </message>
    <message>
        <source>本程序太旧，省系统不再接收</source>
        <translation>This program is too old for the province</translation>
    </message>
    <message>
        <source>省系统还没有升级到本程序的版本</source>
        <translation>The province is not yet updated to this version</translation>
    </message>
    <message>
        <source>照常收寄，请管理员联系省系统</source>
        <translation>Go on; ask the administrator to call the province</translation>
    </message>
    <message>
        <source>省系统暂停服务</source>
        <translation>The province is out of service</translation>
    </message>
    <message>
        <source>省系统找不到照片所属的记录</source>
        <translation>The province has no record for this photo</translation>
    </message>
    <message>
        <source>照片与记录里登记的不一致</source>
        <translation>The photo differs from what the record names</translation>
    </message>
    <message>
        <source>省系统没有这个地址</source>
        <translation>The province has no such address</translation>
    </message>
    <message>
        <source>请管理员核对省系统地址</source>
        <translation>Ask the administrator to check the address</translation>
    </message>
    <message>
        <source>缺：运单号</source>
        <translation>Missing: waybill</translation>
    </message>
    <message>
        <source>扫面单条码；面单破损按 {type_waybill} 手输</source>
        <translation>Scan the label; if damaged, type it with {type_waybill}</translation>
    </message>
    <message>
        <source>缺：寄件人证件</source>
        <translation>Missing: sender&apos;s document</translation>
    </message>
    <message>
        <source>缺：人证核对</source>
        <translation>Missing: same-person check</translation>
    </message>
    <message>
        <source>缺：寄件人手机号</source>
        <translation>Missing: sender&apos;s phone</translation>
    </message>
    <message>
        <source>直接输入 11 位数字</source>
        <translation>Just type the 11 digits</translation>
    </message>
    <message>
        <source>缺：内件类别</source>
        <translation>Missing: what is inside</translation>
    </message>
    <message>
        <source>运单号校验位不对，不能收寄</source>
        <translation>The waybill&apos;s check digit is wrong</translation>
    </message>
    <message>
        <source>再扫一次面单</source>
        <translation>Scan the label again</translation>
    </message>
    <message>
        <source>证件号码有问题，不能收寄</source>
        <translation>The document&apos;s number is not valid</translation>
    </message>
    <message>
        <source>重新读卡；仍不对按 {refuse} 拒收</source>
        <translation>Read it again; if still wrong press {refuse}</translation>
    </message>
    <message>
        <source>证件已过期，不能收寄</source>
        <translation>The document has expired</translation>
    </message>
    <message>
        <source>请寄件人换有效证件，没有则按 {refuse} 拒收</source>
        <translation>Ask for a valid document; without one press {refuse}</translation>
    </message>
    <message>
        <source>证件还没有到生效日期，不能收寄</source>
        <translation>The document is not valid yet</translation>
    </message>
    <message>
        <source>证件号码格式不对</source>
        <translation>The number&apos;s form is wrong</translation>
    </message>
    <message>
        <source>证件号码校验位不对</source>
        <translation>The number&apos;s check digit is wrong</translation>
    </message>
    <message>
        <source>证件号码里的出生日期不存在</source>
        <translation>The number holds an impossible birth date</translation>
    </message>
    <message>
        <source>证件号码的地区代码不常见</source>
        <translation>Unusual region code in the number</translation>
    </message>
    <message>
        <source>多看一眼证件，没有疑问可继续</source>
        <translation>Look twice at the document; go on if it seems right</translation>
    </message>
    <message>
        <source>芯片里的出生日期与号码不符</source>
        <translation>The chip&apos;s birth date differs from the number&apos;s</translation>
    </message>
    <message>
        <source>芯片里的性别与号码不符</source>
        <translation>The chip&apos;s sex differs from the number&apos;s</translation>
    </message>
    <message>
        <source>证件已过期</source>
        <translation>The document has expired</translation>
    </message>
    <message>
        <source>证件还没有到生效日期</source>
        <translation>The document is not valid yet</translation>
    </message>
    <message>
        <source>15 位旧号码的证件已停用</source>
        <translation>Documents with 15-digit numbers are out of use</translation>
    </message>
    <message>
        <source>寄件人未成年</source>
        <translation>The sender is under age</translation>
    </message>
    <message>
        <source>问明情况，最好请监护人来寄</source>
        <translation>Ask about it; better let a guardian send</translation>
    </message>
    <message>
        <source>待传</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>有网后自动上传</source>
        <translation>Sent by itself when there is a network</translation>
    </message>
    <message>
        <source>正在传</source>
        <translation>sending</translation>
    </message>
    <message>
        <source>已送达</source>
        <translation>delivered</translation>
    </message>
    <message>
        <source>被退回</source>
        <translation>returned</translation>
    </message>
    <message>
        <source>程序内部出错，这一步没有完成</source>
        <translation>Internal error: this step was not done</translation>
    </message>
    <message>
        <source>再试一次；还不行就重新启动，本件不会丢</source>
        <translation>Try again; if it persists, restart. The parcel is safe</translation>
    </message>
    <message>
        <source>这台电脑没有中文字体，姓名会显示成方框</source>
        <translation>No Chinese font on this PC: names show as boxes</translation>
    </message>
    <message>
        <source>请管理员安装中文字体</source>
        <translation>Ask the administrator to install one</translation>
    </message>
    <message>
        <source>请管理员安装支持 GB 18030 的字体</source>
        <translation>Ask the administrator to install a GB 18030 font</translation>
    </message>
    <message>
        <source>登记表里有一栏填得不对</source>
        <translation>One entry of the form is not valid</translation>
    </message>
    <message>
        <source>核对网点资料和省系统地址，再登记一次</source>
        <translation>Check the outlet and the province&apos;s address, then enrol again</translation>
    </message>
    <message>
        <source>证件号码校验位存疑（该校验规则未经证实）</source>
        <translation>The document number&apos;s check digit is in doubt (the check itself is not confirmed)</translation>
    </message>
    <message>
        <source>与证件逐位核对号码，一致可继续</source>
        <translation>Compare the number with the document digit by digit; go on if they agree</translation>
    </message>
    <message>
        <source>证件号码不是已知的格式</source>
        <translation>The document number has no known format</translation>
    </message>
    <message>
        <source>出生日期还没有到，不合常理</source>
        <translation>The birth date lies in the future, which is improbable</translation>
    </message>
    <message>
        <source>核对证件和本人；有疑问按 {refuse} 拒收</source>
        <translation>Compare document and person; in doubt press {refuse} to refuse</translation>
    </message>
    <message>
        <source>按出生日期年龄太大，不合常理</source>
        <translation>By the birth date the holder is improbably old</translation>
    </message>
    <message>
        <source>证件有效期限与持证人年龄或证件种类不符</source>
        <translation>The document&apos;s term does not fit the holder&apos;s age or the kind of document</translation>
    </message>
    <message>
        <source>核对证件上的起止日期；有疑问按 {refuse} 拒收</source>
        <translation>Check the dates on the document; in doubt press {refuse} to refuse</translation>
    </message>
    <message>
        <source>统一社会信用代码格式不对</source>
        <translation>The unified social credit code has the wrong format</translation>
    </message>
    <message>
        <source>照营业执照重新输入 18 位代码</source>
        <translation>Type the 18 characters again from the business licence</translation>
    </message>
    <message>
        <source>统一社会信用代码校验位不对</source>
        <translation>The unified social credit code&apos;s check character is wrong</translation>
    </message>
    <message>
        <source>照营业执照逐位核对；执照上确实如此，写明理由后可继续</source>
        <translation>Compare it with the business licence; if the licence really says so, go on with a reason</translation>
    </message>
    <message>
        <source>实名码残缺或内容不合规，不能用</source>
        <translation>The real-name code is damaged or not in order and cannot be used</translation>
    </message>
    <message>
        <source>请寄件人刷新实名码再扫；仍不行请出示证件</source>
        <translation>Ask the sender to refresh the code and scan again; if it still fails, ask for the document</translation>
    </message>
    <message>
        <source>实名码的签发方不在认可名单内，不能用</source>
        <translation>The real-name code&apos;s issuer is not on the list and the code cannot be used</translation>
    </message>
    <message>
        <source>请寄件人出示证件</source>
        <translation>Ask the sender for the document</translation>
    </message>
    <message>
        <source>演练用的实名码不能在正式终端用，正式的也不能用于演练</source>
        <translation>A training code cannot be used at a real terminal, nor a real one for training</translation>
    </message>
    <message>
        <source>实名码签名不对，可能是伪造的</source>
        <translation>The real-name code&apos;s signature is wrong; it may be forged</translation>
    </message>
    <message>
        <source>请寄件人出示证件；不肯出示按 {refuse} 拒收</source>
        <translation>Ask the sender for the document; if it is not shown press {refuse} to refuse</translation>
    </message>
    <message>
        <source>实名码已过时</source>
        <translation>The real-name code has run out</translation>
    </message>
    <message>
        <source>请寄件人刷新实名码再扫</source>
        <translation>Ask the sender to refresh the code and scan again</translation>
    </message>
    <message>
        <source>实名码的签发时间还没有到</source>
        <translation>The real-name code was issued in the future</translation>
    </message>
    <message>
        <source>核对这台电脑的时间，再请寄件人刷新实名码</source>
        <translation>Check this PC&apos;s clock, then ask the sender to refresh the code</translation>
    </message>
    <message>
        <source>签发实名码的密钥不在有效期内，不能用</source>
        <translation>The key that signed the real-name code is outside its term; the code cannot be used</translation>
    </message>
    <message>
        <source>请寄件人更新实名码应用，或出示证件</source>
        <translation>Ask the sender to update the app, or to show the document</translation>
    </message>
    <message>
        <source>这种证件不能用实名码登记</source>
        <translation>This kind of document cannot be registered by a real-name code</translation>
    </message>
    <message>
        <source>请寄件人出示证件原件</source>
        <translation>Ask the sender for the document itself</translation>
    </message>
    <message>
        <source>这一步只有站长能做</source>
        <translation>Only a supervisor may do this</translation>
    </message>
    <message>
        <source>请站长来办</source>
        <translation>Ask the supervisor</translation>
    </message>
    <message>
        <source>稽核账号只能查看，不能收寄和修改</source>
        <translation>An auditor reads only: no acceptance, no changes</translation>
    </message>
    <message>
        <source>按 {lock} 锁定，换收寄员登录</source>
        <translation>Lock with {lock} and let a clerk sign in</translation>
    </message>
    <message>
        <source>没有登记这家客户</source>
        <translation>This customer is not registered</translation>
    </message>
    <message>
        <source>按 {customers_page} 到“客户”里查找；没有登记的请站长登记</source>
        <translation>Look under Customers with {customers_page}; a supervisor registers whoever is missing</translation>
    </message>
    <message>
        <source>客户资料里有一栏填得不对</source>
        <translation>A field of the customer cannot be right</translation>
    </message>
    <message>
        <source>照营业执照、证件和安全协议核对，再保存一次</source>
        <translation>Compare it with the licence, the document and the agreement, and save again</translation>
    </message>
    <message>
        <source>照营业执照逐位核对；执照上确实如此，选好理由再保存</source>
        <translation>Compare it with the licence character by character; if the licence says so, choose a reason and save</translation>
    </message>
    <message>
        <source>已有客户用了这个信用代码或协议编号</source>
        <translation>Another customer has this credit code or agreement number</translation>
    </message>
    <message>
        <source>返回列表查找这个号码，直接修改那一家</source>
        <translation>Go back, find that number in the list and change that customer</translation>
    </message>
    <message>
        <source>证件内容读不出来，没有采用</source>
        <translation>The document&apos;s content cannot be read; it was not used</translation>
    </message>
    <message>
        <source>重新读一次；仍不行按 {type_document} 手工录入并写明原因</source>
        <translation>Read it again; if it still fails, type it in with {type_document} and explain why</translation>
    </message>
    <message>
        <source>这个实名码不能用</source>
        <translation>This real-name code cannot be used</translation>
    </message>
    <message>
        <source>请寄件人出示身份证件</source>
        <translation>Ask the sender for an identity document</translation>
    </message>
    <message>
        <source>没有存疑的内容要核对</source>
        <translation>Nothing in doubt to check</translation>
    </message>
    <message>
        <source>按下面一行的提示继续</source>
        <translation>Follow the hint on the line below</translation>
    </message>
    <message>
        <source>信件不拍内容，没有拍照</source>
        <translation>Letters are not photographed; no photo taken</translation>
    </message>
    <message>
        <source>只在必要时请寄件人自己打开，不看信文</source>
        <translation>Only if necessary, the sender opens it; do not read the letter</translation>
    </message>
    <message>
        <source>这一条站长也不能放行</source>
        <translation>Not even a supervisor can allow this</translation>
    </message>
    <message>
        <source>按 {refuse} 拒收，或换有效证件</source>
        <translation>Press {refuse} to refuse, or use another valid document</translation>
    </message>
    <message>
        <source>地址太长，没有保存</source>
        <translation>The address is too long, not saved</translation>
    </message>
    <message>
        <source>写到 200 个字以内</source>
        <translation>Use 200 characters or fewer</translation>
    </message>
    <message>
        <source>缺：哪个单位</source>
        <translation>Missing: which organisation</translation>
    </message>
    <message>
        <source>按 {customers} 选单位，或扫信用代码、协议编号</source>
        <translation>Choose it with {customers}, or scan the credit code or agreement number</translation>
    </message>
    <message>
        <source>缺：核对存疑的内容</source>
        <translation>Missing: check of doubtful content</translation>
    </message>
    <message>
        <source>对照证件看一遍，无误按 {confirm}；不对按 {type_document} 改正</source>
        <translation>Compare with the document: if right press {confirm}; if wrong correct it with {type_document}</translation>
    </message>
    <message>
        <source>缺：站长确认这种证件</source>
        <translation>Missing: supervisor&apos;s OK for this document</translation>
    </message>
    <message>
        <source>请站长来，按 {supervisor} 输入工号和口令</source>
        <translation>Ask the supervisor to press {supervisor} and enter number and PIN</translation>
    </message>
    <message>
        <source>看人看证，一致按 {confirm}；不一致按 {refuse}</source>
        <translation>Look at person and document: if they match press {confirm}; if not press {refuse}</translation>
    </message>
    <message>
        <source>缺：面单姓名核对</source>
        <translation>Missing: check of the name on the label</translation>
    </message>
    <message>
        <source>面单上的寄件人和证件同名按 {confirm}；不同名按 {type_name} 录入</source>
        <translation>If label and document show the same sender press {confirm}; if not, type the name with {type_name}</translation>
    </message>
    <message>
        <source>缺：委托人的证件</source>
        <translation>Missing: principal&apos;s document</translation>
    </message>
    <message>
        <source>把委托人的证件放到读卡器上，或按 {read_document} 拍</source>
        <translation>Lay the principal&apos;s document on the reader, or photograph it with {read_document}</translation>
    </message>
    <message>
        <source>缺：两人的关系</source>
        <translation>Missing: how the two are related</translation>
    </message>
    <message>
        <source>按 {answer}，再按数字</source>
        <translation>Press {answer}, then a digit</translation>
    </message>
    <message>
        <source>缺：未成年人交寄，监护人在场吗</source>
        <translation>Missing: sender under age, is the guardian here</translation>
    </message>
    <message>
        <source>在场按 {confirm}；不在场请改日再来，或按 {refuse} 拒收</source>
        <translation>If here press {confirm}; if not, ask them back another day, or press {refuse} to refuse</translation>
    </message>
    <message>
        <source>缺：不满十四周岁，监护人的证件</source>
        <translation>Missing: under 14, guardian&apos;s document</translation>
    </message>
    <message>
        <source>把监护人的证件放到读卡器上，或按 {read_document} 拍</source>
        <translation>Lay the guardian&apos;s document on the reader, or photograph it with {read_document}</translation>
    </message>
    <message>
        <source>缺：监护人同意登记孩子的信息</source>
        <translation>Missing: guardian&apos;s consent to record the child&apos;s data</translation>
    </message>
    <message>
        <source>念给监护人听，同意按 {confirm}</source>
        <translation>Read it to the guardian; on consent press {confirm}</translation>
    </message>
    <message>
        <source>缺：不寻常的情况，写明原因</source>
        <translation>Missing: something unusual, explain why</translation>
    </message>
    <message>
        <source>问明后按 {answer}，再按数字</source>
        <translation>Ask about it, then press {answer} and a digit</translation>
    </message>
    <message>
        <source>证件自己前后不符，不能收寄</source>
        <translation>The document contradicts itself: cannot be accepted</translation>
    </message>
    <message>
        <source>重新读卡；确有原因请站长按 {supervisor}，否则按 {refuse} 拒收</source>
        <translation>Read the card again; with good reason the supervisor presses {supervisor}, else press {refuse} to refuse</translation>
    </message>
    <message>
        <source>面单上的寄件人和证件不同名，不能收寄</source>
        <translation>Label and document name different senders: cannot be accepted</translation>
    </message>
    <message>
        <source>看错了按 {type_name} 重新录入；确是同一人请站长按 {supervisor}，否则按 {refuse} 拒收</source>
        <translation>If misread, type it again with {type_name}; if really the same person, the supervisor presses {supervisor}, else press {refuse} to refuse</translation>
    </message>
    <message>
        <source>委托人的证件不能用</source>
        <translation>The principal&apos;s document cannot be used</translation>
    </message>
    <message>
        <source>请换有效证件，没有则按 {refuse} 拒收</source>
        <translation>Ask for another valid document; without one press {refuse} to refuse</translation>
    </message>
    <message>
        <source>监护人的证件不能用，或监护人也未成年</source>
        <translation>The guardian&apos;s document cannot be used, or the guardian is under age too</translation>
    </message>
    <message>
        <source>请换成年监护人的有效证件，没有则按 {refuse} 拒收</source>
        <translation>Ask for a valid document of an adult guardian; without one press {refuse} to refuse</translation>
    </message>
    <message>
        <source>这个实名码已经用在另一件上</source>
        <translation>This real-name code was already used for another parcel</translation>
    </message>
    <message>
        <source>请寄件人在手机上重新出码，再扫一次</source>
        <translation>Ask the sender for a new code on the phone, and scan again</translation>
    </message>
    <message>
        <source>证件反光，看不清字</source>
        <translation>Glare on the document, the text is unreadable</translation>
    </message>
    <message>
        <source>转一下角度避开灯光，再拍</source>
        <translation>Turn it a little away from the light and try again</translation>
    </message>
    <message>
        <source>画面太暗</source>
        <translation>The picture is too dark</translation>
    </message>
    <message>
        <source>开灯或挪到亮处，再拍</source>
        <translation>Switch on a light or move to a brighter place, and try again</translation>
    </message>
    <message>
        <source>画面模糊</source>
        <translation>The picture is blurred</translation>
    </message>
    <message>
        <source>放稳、对焦后再拍</source>
        <translation>Lay it steady, let it focus, and try again</translation>
    </message>
    <message>
        <source>证件离镜头太远</source>
        <translation>The document is too far from the camera</translation>
    </message>
    <message>
        <source>靠近一些，让证件占画面一半以上</source>
        <translation>Move it closer, to fill over half the picture</translation>
    </message>
    <message>
        <source>只拍到半张证件</source>
        <translation>Only half the document is in the picture</translation>
    </message>
    <message>
        <source>整张放进画面，再拍</source>
        <translation>Put all of it in the picture and try again</translation>
    </message>
    <message>
        <source>画面里没有找到证件</source>
        <translation>No document found in the picture</translation>
    </message>
    <message>
        <source>把证件正面朝上放在镜头下，再拍</source>
        <translation>Lay it face up under the camera and try again</translation>
    </message>
    <message>
        <source>像是翻拍的屏幕，不是证件原件</source>
        <translation>Looks like a photo of a screen, not the real document</translation>
    </message>
    <message>
        <source>请寄件人出示原件；没有则按 {refuse} 拒收</source>
        <translation>Ask the sender for the original; without it press {refuse} to refuse</translation>
    </message>
    <message>
        <source>拍到的是没有号码的一面</source>
        <translation>This side has no number</translation>
    </message>
    <message>
        <source>把证件翻过来，再拍</source>
        <translation>Turn the document over and try again</translation>
    </message>
    <message>
        <source>这种证件不能用于寄件（如驾驶证、社保卡）</source>
        <translation>This kind is not valid for sending (such as a driving licence or social security card)</translation>
    </message>
    <message>
        <source>请寄件人出示居民身份证等有效证件，没有则按 {refuse} 拒收</source>
        <translation>Ask the sender for an ID card or other valid document; without one press {refuse} to refuse</translation>
    </message>
    <message>
        <source>姓名或号码没有认出来</source>
        <translation>Name or number not recognised</translation>
    </message>
    <message>
        <source>摆正再拍；仍不行按 {type_document} 手工录入</source>
        <translation>Straighten it and try again; if it still fails, type it in with {type_document}</translation>
    </message>
    <message>
        <source>把证件放到镜头下</source>
        <translation>Put the document under the camera</translation>
    </message>
    <message>
        <source>正面朝上，放进画面中间</source>
        <translation>Face up, in the middle of the picture</translation>
    </message>
    <message>
        <source>再近一点</source>
        <translation>A bit closer</translation>
    </message>
    <message>
        <source>让证件占画面一半以上</source>
        <translation>Let it fill over half the picture</translation>
    </message>
    <message>
        <source>再远一点</source>
        <translation>A bit farther</translation>
    </message>
    <message>
        <source>四个角都要在画面里</source>
        <translation>All four corners in the picture</translation>
    </message>
    <message>
        <source>摆正一点</source>
        <translation>Straighten it</translation>
    </message>
    <message>
        <source>证件的边和画面平行</source>
        <translation>Edges in line with the picture</translation>
    </message>
    <message>
        <source>反光</source>
        <translation>Glare</translation>
    </message>
    <message>
        <source>转一下角度，避开灯光</source>
        <translation>Turn it a little, away from the light</translation>
    </message>
    <message>
        <source>太暗</source>
        <translation>Too dark</translation>
    </message>
    <message>
        <source>开灯或挪到亮处</source>
        <translation>Switch on a light or move to a brighter place</translation>
    </message>
    <message>
        <source>拿稳</source>
        <translation>Hold still</translation>
    </message>
    <message>
        <source>不要晃动，等对焦</source>
        <translation>Keep it still and let it focus</translation>
    </message>
    <message>
        <source>很好，不要动</source>
        <translation>Good, hold still</translation>
    </message>
    <message>
        <source>正在识别，可以按 {finish} 马上识别</source>
        <translation>Reading; {finish} reads it at once</translation>
    </message>
    <message>
        <source>字体缺少生僻字，少数姓名里的字会显示成编号</source>
        <translation>Fonts lack rare characters: some characters of a few names show as numbers</translation>
    </message>
    <message>
        <source>规则包签名不对，没有采用</source>
        <translation>The signature of the rules is wrong; they were not taken</translation>
    </message>
    <message>
        <source>现行规则不变，照常收寄；请联系技术员</source>
        <translation>The rules in force stay; carry on, and call the technician</translation>
    </message>
    <message>
        <source>规则包内容不完整，没有采用</source>
        <translation>The rules are incomplete; they were not taken</translation>
    </message>
    <message>
        <source>收到的规则比现行的旧，没有采用</source>
        <translation>The rules received are older than those in force; they were not taken</translation>
    </message>
    <message>
        <source>同一版本号的规则内容不同，没有采用</source>
        <translation>Other rules came under the same version; they were not taken</translation>
    </message>
    <message>
        <source>新规则本程序读不全，没有采用</source>
        <translation>This program cannot read the new rules whole; they were not taken</translation>
    </message>
    <message>
        <source>现行规则不变，照常收寄；请技术员更新程序</source>
        <translation>The rules in force stay; carry on, and have the technician update the program</translation>
    </message>
    <message>
        <source>交接单有一栏填得不对</source>
        <translation>An entry of the manifest is not right</translation>
    </message>
    <message>
        <source>照车辆、集包和驾驶员核对，再按 {finish}</source>
        <translation>Compare with vehicle, bag and driver, then {finish}</translation>
    </message>
    <message>
        <source>还有一张交接单没有办完</source>
        <translation>Another manifest is still open</translation>
    </message>
    <message>
        <source>先把那一张交接完，或按 {discard} 放弃它</source>
        <translation>Hand that one over first, or give it up with {discard}</translation>
    </message>
    <message>
        <source>这张交接单里一件也没有</source>
        <translation>Nothing is on this manifest</translation>
    </message>
    <message>
        <source>先扫要交接的快件；不交接了按 {discard} 放弃</source>
        <translation>Scan the parcels first; {discard} gives it up</translation>
    </message>
    <message>
        <source>这不是运单号，也不是验视标识</source>
        <translation>Neither a waybill number nor an inspection mark</translation>
    </message>
    <message>
        <source>扫面单条码或验视标签上的二维码；扫不出按 {type_waybill} 手输运单号</source>
        <translation>Scan the waybill or the inspection label; if it cannot be read, type the number with {type_waybill}</translation>
    </message>
    <message>
        <source>验视标识不对，不能凭它交接</source>
        <translation>The inspection mark is not right and does not count</translation>
    </message>
    <message>
        <source>留下这一件，扫面单条码再试；标识可疑请告诉站长</source>
        <translation>Keep it here and scan its waybill; tell the supervisor if the mark is suspicious</translation>
    </message>
    <message>
        <source>这件是在另一台终端收寄的</source>
        <translation>Another terminal accepted this parcel</translation>
    </message>
    <message>
        <source>请在收寄它的那台终端上交接</source>
        <translation>Hand it over on the terminal that accepted it</translation>
    </message>
    <message>
        <source>这件没有在本终端收寄，不能交接</source>
        <translation>This terminal has not accepted it; it cannot be handed over</translation>
    </message>
    <message>
        <source>先收寄；在别的终端收寄的，到那台终端上交接</source>
        <translation>Accept it first; what another terminal accepted is handed over there</translation>
    </message>
    <message>
        <source>这件已经拒收，不能交接</source>
        <translation>It was refused and cannot be handed over</translation>
    </message>
    <message>
        <source>拿下来，退还寄件人</source>
        <translation>Take it off and return it to the sender</translation>
    </message>
    <message>
        <source>这件已冻结，不能离开网点</source>
        <translation>This parcel is frozen and must not leave</translation>
    </message>
    <message>
        <source>单独放好，不要装车；只有站长能解除</source>
        <translation>Put it aside, do not load it; only a supervisor releases it</translation>
    </message>
    <message>
        <source>这件已经交接过</source>
        <translation>It was handed over already</translation>
    </message>
    <message>
        <source>核对面单；同一运单号不能交接两次</source>
        <translation>Compare the label; a number leaves only once</translation>
    </message>
    <message>
        <source>这件已在本单里，没有重复计数</source>
        <translation>It is on this list already; not counted twice</translation>
    </message>
    <message>
        <source>接着扫下一件</source>
        <translation>Go on with the next</translation>
    </message>
    <message>
        <source>这件没有验视记录，不能交接</source>
        <translation>No inspection is on record; it cannot be handed over</translation>
    </message>
    <message>
        <source>留下这一件，请站长处理</source>
        <translation>Keep it here and ask the supervisor</translation>
    </message>
    <message>
        <source>这件过机安检没有通过，不能交接</source>
        <translation>It did not pass the screening and cannot be handed over</translation>
    </message>
    <message>
        <source>单独放好，按 {incident} 处置或请站长处理</source>
        <translation>Put it aside; handle it with {incident} or ask the supervisor</translation>
    </message>
    <message>
        <source>这件必须先过机安检</source>
        <translation>It must be screened first</translation>
    </message>
    <message>
        <source>放到待安检的一堆；过机后按 {screening} 一起登记，随即计入本单</source>
        <translation>Put it with those to be screened; after the machine record them with {screening}, and they join the list</translation>
    </message>
    <message>
        <source>这件不是本单这家快递企业的</source>
        <translation>It is another carrier&apos;s parcel</translation>
    </message>
    <message>
        <source>拿下来交给它自己的车；几家混装按 {differs} 把企业改成“不限”</source>
        <translation>Leave it for its own vehicle; for mixed loads set the carrier to any with {differs}</translation>
    </message>
    <message>
        <source>这张交接单满了</source>
        <translation>This manifest is full</translation>
    </message>
    <message>
        <source>按 {finish} 先交接，再开一张</source>
        <translation>Hand over with {finish} first, then open another</translation>
    </message>
    <message>
        <source>日期不对：开始要早于结束，最多一年</source>
        <translation>The days are wrong: the first comes before the last, a year at most</translation>
    </message>
    <message>
        <source>改好日期再按 {finish}</source>
        <translation>Put the days right and press {finish}</translation>
    </message>
    <message>
        <source>磁盘满了，文件没有导出</source>
        <translation>The disk is full, nothing was exported</translation>
    </message>
    <message>
        <source>换一个盘再按 {save}</source>
        <translation>Choose another disk and press {save}</translation>
    </message>
    <message>
        <source>这里不能写文件，没有导出</source>
        <translation>No file can be written here, nothing was exported</translation>
    </message>
    <message>
        <source>关掉正打开它的程序，或换一个文件夹再按 {save}</source>
        <translation>Close the program that has it open, or choose another folder, and press {save}</translation>
    </message>
    <message>
        <source>请寄件人在场，开箱看过，按类别上标的字母</source>
        <translation>With the sender present, open it and press the category&apos;s letter</translation>
    </message>
    <message>
        <source>缺：物品的具体名称</source>
        <translation>Missing: what exactly it is</translation>
    </message>
    <message>
        <source>这一类要写明是什么，按 {name_item} 查名称</source>
        <translation>Goods of this kind are named: press {name_item} and look it up</translation>
    </message>
    <message>
        <source>缺：物品是固体、液体还是粉末</source>
        <translation>Missing: solid, liquid or powder</translation>
    </message>
    <message>
        <source>按 {name_item}，再按数字选形态</source>
        <translation>Press {name_item}, then the digit of its form</translation>
    </message>
    <message>
        <source>缺：物品的重量</source>
        <translation>Missing: the weight</translation>
    </message>
    <message>
        <source>这种物品按重量限寄，按 {name_item} 填克数</source>
        <translation>These goods are limited by weight: press {name_item} and type the grams</translation>
    </message>
    <message>
        <source>缺：证明文件的编号</source>
        <translation>Missing: the number of a paper</translation>
    </message>
    <message>
        <source>请寄件人出示证明，按 {name_item} 填编号；没有则按 {refuse} 拒收</source>
        <translation>Ask for the paper, press {name_item} and type its number; without one press {refuse}</translation>
    </message>
    <message>
        <source>缺：证明文件的照片</source>
        <translation>Missing: a photo of the paper</translation>
    </message>
    <message>
        <source>把证明放到镜头下，按 {name_item}，再按 {photo} 拍</source>
        <translation>Put the paper under the camera, press {name_item}, then {photo}</translation>
    </message>
    <message>
        <source>缺：内件照片</source>
        <translation>Missing: a photo of the contents</translation>
    </message>
    <message>
        <source>当面开箱，把内件放到镜头下，按 {photo} 拍照</source>
        <translation>Open it in front of the sender, put it under the camera, press {photo}</translation>
    </message>
    <message>
        <source>照提示细看，没有问题按 {confirm}；有问题按 {refuse} 拒收或 {incident} 处置</source>
        <translation>Look as the hint says: nothing wrong, press {confirm}; otherwise {refuse} or {incident}</translation>
    </message>
    <message>
        <source>缺：安检通过的记录</source>
        <translation>Missing: a passed screening</translation>
    </message>
    <message>
        <source>航空、高铁、港澳台和国际件要先过机，按 {screening} 登记</source>
        <translation>Air, high-speed rail, Hong Kong, Macao, Taiwan and abroad are screened first: press {screening}</translation>
    </message>
    <message>
        <source>缺：封箱照（运单朝上）</source>
        <translation>Missing: the sealed parcel</translation>
    </message>
    <message>
        <source>内件相符就封箱，按 {photo} 拍；不符按 {differs}</source>
        <translation>If the contents match, seal it and press {photo}; if not, press {differs}</translation>
    </message>
    <message>
        <source>含必须上报的禁寄物品，不能收寄，也不能退还</source>
        <translation>Holds something that must be reported: neither accepted nor handed back</translation>
    </message>
    <message>
        <source>按 {incident} 看处置卡</source>
        <translation>Press {incident} for the handling card</translation>
    </message>
    <message>
        <source>物品不符合寄递规定，不能收寄</source>
        <translation>The rules refuse these goods</translation>
    </message>
    <message>
        <source>请寄件人取出，或按 {refuse} 拒收</source>
        <translation>Ask the sender to take it out, or press {refuse}</translation>
    </message>
    <message>
        <source>内件与申报不符，不能收寄</source>
        <translation>The contents are not what was declared</translation>
    </message>
    <message>
        <source>请寄件人改正申报后重选类别，或按 {refuse} 拒收</source>
        <translation>Let the sender correct it and choose the category again, or press {refuse}</translation>
    </message>
    <message>
        <source>安检没有通过，不能收寄</source>
        <translation>The screening did not let it pass</translation>
    </message>
    <message>
        <source>按 {refuse} 拒收，危险的按 {incident} 处置</source>
        <translation>Press {refuse}; if it is dangerous, {incident}</translation>
    </message>
    <message>
        <source>照片不清楚，没有保存</source>
        <translation>The photo is blurred and was not kept</translation>
    </message>
    <message>
        <source>放稳再按 {photo} 重拍；只能这样时按 {answer} 写明原因留用</source>
        <translation>Hold still, press {photo}; if it cannot be better, keep it with a reason: {answer}</translation>
    </message>
    <message>
        <source>照片太暗，没有保存</source>
        <translation>The photo is too dark and was not kept</translation>
    </message>
    <message>
        <source>开灯再按 {photo} 重拍；只能这样时按 {answer} 写明原因留用</source>
        <translation>More light, press {photo}; if it cannot be better, keep it with a reason: {answer}</translation>
    </message>
    <message>
        <source>照片太亮、反光，没有保存</source>
        <translation>The photo is too bright and was not kept</translation>
    </message>
    <message>
        <source>换个角度再按 {photo} 重拍；只能这样时按 {answer} 写明原因留用</source>
        <translation>Another angle, press {photo}; if it cannot be better, keep it with a reason: {answer}</translation>
    </message>
    <message>
        <source>镜头下没有东西，没有保存</source>
        <translation>Nothing lies under the camera; not kept</translation>
    </message>
    <message>
        <source>把件放到镜头下再按 {photo}；确有东西时按 {answer} 写明原因留用</source>
        <translation>Put it under the camera, press {photo}; if something is there, keep it with a reason: {answer}</translation>
    </message>
    <message>
        <source>封箱照里读不出运单，没有保存</source>
        <translation>No waybill can be read in the photo; not kept</translation>
    </message>
    <message>
        <source>运单朝上、放平再按 {photo}；贴在别处时按 {answer} 写明原因留用</source>
        <translation>Waybill up and flat, press {photo}; if it is on another side, keep it with a reason: {answer}</translation>
    </message>
    <message>
        <source>封箱照里是另一张运单，没有保存</source>
        <translation>Another waybill is in the photo; not kept</translation>
    </message>
    <message>
        <source>换上这一件再按 {photo}；旁边有别的件时移开</source>
        <translation>Put this parcel there, others aside, and press {photo}</translation>
    </message>
    <message>
        <source>像是翻拍的屏幕，没有保存</source>
        <translation>It looks like a photo of a screen; not kept</translation>
    </message>
    <message>
        <source>拍实物，再按 {photo}；确是实物时按 {answer} 写明原因留用</source>
        <translation>Take the thing itself, press {photo}; if it is, keep it with a reason: {answer}</translation>
    </message>
    <message>
        <source>和以前的一张照片一样，没有保存</source>
        <translation>It repeats an earlier photo; not kept</translation>
    </message>
    <message>
        <source>对照旁边那一张，再按 {photo} 拍这一件；确是这一件时按 {answer} 写明原因</source>
        <translation>Compare it with the one beside it, press {photo}; if it is this parcel, give a reason: {answer}</translation>
    </message>
    <message>
        <source>先开箱拍内件、选好类别，才能拍封箱照</source>
        <translation>First the contents and the category, then the sealed parcel</translation>
    </message>
    <message>
        <source>把内件放到镜头下按 {contents_photo}</source>
        <translation>Put the contents under the camera, press {contents_photo}</translation>
    </message>
    <message>
        <source>这张照片有疑问，没有保存</source>
        <translation>The photo is doubted and was not kept</translation>
    </message>
    <message>
        <source>按 {photo} 重拍，或按 {answer} 写明原因</source>
        <translation>Press {photo} again, or give a reason: {answer}</translation>
    </message>
    <message>
        <source>内件与申报不符，不能封箱</source>
        <translation>The contents differ: it cannot be sealed</translation>
    </message>
    <message>
        <source>请寄件人改正申报，或按 {refuse} 拒收</source>
        <translation>Let the sender correct it, or press {refuse}</translation>
    </message>
    <message>
        <source>物品信息不对，没有登记</source>
        <translation>The item cannot be right; nothing was recorded</translation>
    </message>
    <message>
        <source>检查名称、数量和重量，再登记一次</source>
        <translation>Check name, quantity and weight, and try again</translation>
    </message>
    <message>
        <source>安检记录不全，没有登记</source>
        <translation>The screening is incomplete; nothing was recorded</translation>
    </message>
    <message>
        <source>写明安检机编号和安检员，再登记一次</source>
        <translation>Name the machine and the inspector, and try again</translation>
    </message>
    <message>
        <source>这个运单已经冻结</source>
        <translation>This waybill is frozen already</translation>
    </message>
    <message>
        <source>在“异常”页查看</source>
        <translation>See the incidents page</translation>
    </message>
    <message>
        <source>这个运单没有冻结</source>
        <translation>This waybill is not frozen</translation>
    </message>
    <message>
        <source>在“异常”页刷新后再看</source>
        <translation>Look at the incidents page again</translation>
    </message>
    <message>
        <source>这一件已经交接过</source>
        <translation>This parcel was handed over already</translation>
    </message>
    <message>
        <source>核对面单，换一件再扫</source>
        <translation>Compare the waybill, scan another parcel</translation>
    </message>
    <message>
        <source>这一件已冻结，不能放行</source>
        <translation>This parcel is frozen and may not leave</translation>
    </message>
    <message>
        <source>隔离存放，由站长在“异常”页处理</source>
        <translation>Keep it apart; a supervisor decides on the incidents page</translation>
    </message>
    <message>
        <source>本机没有收寄过这一件</source>
        <translation>This PC has not accepted this parcel</translation>
    </message>
    <message>
        <source>核对面单；在别的电脑收寄的，到那一台交接</source>
        <translation>Compare the waybill; hand it over at the PC that accepted it</translation>
    </message>
    <message>
        <source>现在没有正在办的</source>
        <translation>Nothing is open now</translation>
    </message>
    <message>
        <source>先新开一单再继续</source>
        <translation>Open a new one first</translation>
    </message>
    <message>
        <source>这台电脑没有打印机</source>
        <translation>This PC has no printer</translation>
    </message>
    <message>
        <source>可以存成 PDF，在别的电脑上打印</source>
        <translation>Save it as a PDF and print it on another PC</translation>
    </message>
    <message>
        <source>找不到选定的打印机</source>
        <translation>The chosen printer is not there</translation>
    </message>
    <message>
        <source>接好打印机或另选一台，也可以存成 PDF</source>
        <translation>Connect it or choose another, or save a PDF</translation>
    </message>
    <message>
        <source>打印机没有接收</source>
        <translation>The printer did not take it</translation>
    </message>
    <message>
        <source>检查纸张和连线后再打印，也可以存成 PDF</source>
        <translation>Check paper and cable and print again, or save a PDF</translation>
    </message>
    <message>
        <source>文件没有保存</source>
        <translation>The file was not saved</translation>
    </message>
    <message>
        <source>换一个文件夹再保存</source>
        <translation>Save it in another folder</translation>
    </message>
    <message>
        <source>还没有收寄过，没有标识可打印</source>
        <translation>Nothing was accepted yet, so there is no mark to print</translation>
    </message>
    <message>
        <source>收寄一件后再按 {print_label}</source>
        <translation>Accept a parcel, then press {print_label}</translation>
    </message>
    <message>
        <source>上一件是信件，不开箱验视，没有验视标识</source>
        <translation>The last one was a letter: it was not opened and has no mark</translation>
    </message>
    <message>
        <source>还没有运单，没处可比</source>
        <translation>There is no waybill to compare with yet</translation>
    </message>
    <message>
        <source>先扫面单条码，再核对姓名、拍封箱</source>
        <translation>Scan the waybill first, then compare the name and take the sealed picture</translation>
    </message>
    <message>
        <source>已登记或拍过内件，不能改成信件</source>
        <translation>Its contents were declared or photographed: it is no letter</translation>
    </message>
    <message>
        <source>确是信件时按 {discard} 放弃，重新收</source>
        <translation>If it is a letter, give it up with {discard} and begin anew</translation>
    </message>
    <message>
        <source>安检没有通过，这条记录不能改</source>
        <translation>It did not pass the screening; that record stays</translation>
    </message>
    <message>
        <source>按 {refuse} 拒收，或按 {incident} 报异常</source>
        <translation>Refuse it with {refuse}, or report it with {incident}</translation>
    </message>
    <message>
        <source>这一件现在不能拒收，也不能放弃</source>
        <translation>This one can neither be refused nor given up now</translation>
    </message>
    <message>
        <source>按 {incident}，照提示做</source>
        <translation>Press {incident} and follow what it says</translation>
    </message>
    <message>
        <source>缺：要细看的物品还没细看</source>
        <translation>Missing: a closer look at what asks for one</translation>
    </message>
    <message>
        <source>中断通知或报告有一栏填得不对</source>
        <translation>A field of the notice or report cannot be right</translation>
    </message>
    <message>
        <source>核对原因、时间和说明后再发出</source>
        <translation>Check cause, times and words, then send it again</translation>
    </message>
    <message>
        <source>这台终端的登记已到期</source>
        <translation>This terminal&apos;s enrolment has run out</translation>
    </message>
    <message>
        <source>照常收寄，请管理员联系省系统续期</source>
        <translation>Go on accepting; ask the administrator to have the province renew it</translation>
    </message>
    <message>
        <source>这不是封存文件</source>
        <translation>This is no sealed file</translation>
    </message>
    <message>
        <source>请选 U 盘上以 .yqb 结尾的文件</source>
        <translation>Choose a file on the stick that ends in .yqb</translation>
    </message>
    <message>
        <source>封存文件不完整或被改动，没有采用</source>
        <translation>The sealed file is incomplete or was changed, and was not used</translation>
    </message>
    <message>
        <source>记录都还在原网点的电脑里，请在那里重新封存一次</source>
        <translation>The records are still on their own PC: seal them again there</translation>
    </message>
    <message>
        <source>封存文件来自更新的程序，本程序读不了</source>
        <translation>The sealed file comes from a newer program</translation>
    </message>
    <message>
        <source>请技术员更新程序，或换一台电脑代传</source>
        <translation>Have the program updated, or let another PC carry it</translation>
    </message>
    <message>
        <source>这份文件是给另一个省系统的，没有传出</source>
        <translation>This file is for another province&apos;s system and was not sent</translation>
    </message>
    <message>
        <source>请交给同一省系统的网点代传</source>
        <translation>Let an outlet of the same province carry it</translation>
    </message>
    <message>
        <source>训练数据与正式数据不能互传，没有采用</source>
        <translation>Training data and real data never mix; it was not used</translation>
    </message>
    <message>
        <source>请核对 U 盘来自哪一种模式</source>
        <translation>Check which mode the stick comes from</translation>
    </message>
    <message>
        <source>省系统打不开这份封存文件</source>
        <translation>The province cannot open this sealed file</translation>
    </message>
    <message>
        <source>请让原网点联网一次后重新封存</source>
        <translation>Let its outlet go online once and seal again</translation>
    </message>
    <message>
        <source>封存文件的签名不对，省系统没有采用</source>
        <translation>The signature of the sealed file is wrong; the province did not use it</translation>
    </message>
    <message>
        <source>请在原网点重新封存一次</source>
        <translation>Seal it again at its outlet</translation>
    </message>
    <message>
        <source>省系统不认识封存这份文件的电脑</source>
        <translation>The province does not know the PC that sealed this file</translation>
    </message>
    <message>
        <source>请管理员联系省系统</source>
        <translation>Have the administrator contact the province</translation>
    </message>
    <message>
        <source>封存这份文件的电脑已被省系统停用</source>
        <translation>The province has revoked the PC that sealed this file</translation>
    </message>
    <message>
        <source>记录还在那台电脑里，请管理员联系省系统</source>
        <translation>The records are still on that PC: have the administrator contact the province</translation>
    </message>
    <message>
        <source>这份文件省系统已经收过</source>
        <translation>The province has taken this file before</translation>
    </message>
    <message>
        <source>不用再传</source>
        <translation>Nothing more to do</translation>
    </message>
    <message>
        <source>这台电脑还没有省系统的封存密钥</source>
        <translation>This PC has no sealing key of the province yet</translation>
    </message>
    <message>
        <source>请先联网一次，会自动取得</source>
        <translation>Go online once: it comes by itself</translation>
    </message>
    <message>
        <source>没有待传的记录和照片</source>
        <translation>No record or photo waits</translation>
    </message>
    <message>
        <source>不用封存</source>
        <translation>Nothing to seal</translation>
    </message>
    <message>
        <source>这个文件夹里没有要找的文件</source>
        <translation>This folder has no file of that kind</translation>
    </message>
    <message>
        <source>请选 U 盘上放封存文件的文件夹</source>
        <translation>Choose the folder on the stick that holds the sealed files</translation>
    </message>
    <message>
        <source>U 盘空间不够，什么也没有写</source>
        <translation>The stick has not enough room; nothing was written</translation>
    </message>
    <message>
        <source>请换一个更大的 U 盘</source>
        <translation>Use a larger stick</translation>
    </message>
    <message>
        <source>有一条记录放不进一个分卷</source>
        <translation>One record does not fit into a part</translation>
    </message>
    <message>
        <source>请技术员把分卷上限调大</source>
        <translation>Have the limit of a part raised</translation>
    </message>
    <message>
        <source>已停止</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>记录都还在，可以随时再来</source>
        <translation>All records are still here; begin again whenever you like</translation>
    </message>
    <message>
        <source>读不到 U 盘</source>
        <translation>The stick cannot be read</translation>
    </message>
    <message>
        <source>请插好 U 盘再试</source>
        <translation>Plug the stick in and try again</translation>
    </message>
    <message>
        <source>写不进 U 盘</source>
        <translation>The stick cannot be written</translation>
    </message>
    <message>
        <source>请看 U 盘有没有写保护，或换一个 U 盘</source>
        <translation>See whether it is write-protected, or use another one</translation>
    </message>
    <message>
        <source>回执文件不完整，没有采用</source>
        <translation>The file of receipts is incomplete and was not used</translation>
    </message>
    <message>
        <source>请在代传的网点重新取一次</source>
        <translation>Fetch it again at the outlet that carried</translation>
    </message>
    <message>
        <source>这是别的电脑的回执</source>
        <translation>These receipts are another PC&apos;s</translation>
    </message>
    <message>
        <source>请拿到封存它的那台电脑上用</source>
        <translation>Use them on the PC that sealed the stick</translation>
    </message>
    <message>
        <source>有回执不是省系统签发的，整份没有采用</source>
        <translation>A receipt was not signed by the province; the whole file was not used</translation>
    </message>
    <message>
        <source>记录照旧待传，请联系技术员</source>
        <translation>The records wait as before: contact the technician</translation>
    </message>
    <message>
        <source>已经依法保留，不用再留一次</source>
        <translation>This is under a legal hold already</translation>
    </message>
    <message>
        <source>要换原因，先解除再保留</source>
        <translation>To change the reason, release the hold and place it again</translation>
    </message>
    <message>
        <source>没有依法保留，不用解除</source>
        <translation>There is no legal hold to release</translation>
    </message>
    <message>
        <source>核对证件号码，或是不是只留了其中一件</source>
        <translation>Check the document number, or whether only one record was held</translation>
    </message>
    <message>
        <source>更正指向的原记录与省系统对不上</source>
        <translation>The record that the correction names does not fit what the province has</translation>
    </message>
    <message>
        <source>按 {repair_page} 更正</source>
        <translation>Press {repair_page} to correct it</translation>
    </message>
    <message>
        <source>域名能解析：{detail}</source>
        <translation>The name resolves: {detail}</translation>
    </message>
    <message>
        <source>地址是数字，不用解析：{detail}</source>
        <translation>The address is a number, nothing to resolve: {detail}</translation>
    </message>
    <message>
        <source>域名服务器说没有 {detail} 这个名字</source>
        <translation>The name server knows no {detail}</translation>
    </message>
    <message>
        <source>核对设置里省系统的地址；没写错就让网络管理员查域名服务器</source>
        <translation>Compare the provincial system&apos;s address in the settings; if it is right, ask the network administrator about the name server</translation>
    </message>
    <message>
        <source>查不到 {detail}：域名服务器没有回应，多半是没有网络</source>
        <translation>{detail} cannot be looked up: the name server does not answer, most likely there is no network</translation>
    </message>
    <message>
        <source>看网线插口的灯和路由器的灯；路由器断电半分钟再开；还不行找运营商</source>
        <translation>Look at the lamps of the network socket and the router; switch the router off for half a minute; if that does not help, call the carrier</translation>
    </message>
    <message>
        <source>连得上 {detail}</source>
        <translation>Connected to {detail}</translation>
    </message>
    <message>
        <source>{detail} 拒绝连接：机器在，服务没开，或防火墙挡住</source>
        <translation>{detail} refuses: the machine is there, the service is not, or a firewall is in between</translation>
    </message>
    <message>
        <source>核对端口；问省系统是否停机；看本机和路由器的防火墙</source>
        <translation>Compare the port; ask whether the provincial system is down; look at the firewalls of this PC and the router</translation>
    </message>
    <message>
        <source>到 {detail} 没有路：本机没有接上网</source>
        <translation>No way to {detail}: this PC is not on a network</translation>
    </message>
    <message>
        <source>看网线是否插紧、无线是否连上；看电脑是否拿到地址和网关</source>
        <translation>See whether the cable sits firmly and the wireless is connected; see whether the PC has an address and a gateway</translation>
    </message>
    <message>
        <source>{detail} 一直没有回应</source>
        <translation>{detail} does not answer</translation>
    </message>
    <message>
        <source>换手机热点试一次：热点能通就是本线路或防火墙的事，热点也不通就打省系统值班电话</source>
        <translation>Try once by a phone&apos;s hotspot: if that works, it is this line or its firewall; if not, call the provincial system&apos;s duty phone</translation>
    </message>
    <message>
        <source>本机上的训练省系统，不加密</source>
        <translation>The training province on this PC, without encryption</translation>
    </message>
    <message>
        <source>证书有效（签发者和到期日：{detail}）</source>
        <translation>The certificate holds (issuer and last day: {detail})</translation>
    </message>
    <message>
        <source>证书快到期了：{detail}</source>
        <translation>The certificate ends soon: {detail}</translation>
    </message>
    <message>
        <source>告诉省系统管理员在这天以前换证书</source>
        <translation>Tell the provincial system&apos;s administrator to change it before that day</translation>
    </message>
    <message>
        <source>证书已过期：{detail}</source>
        <translation>The certificate has expired: {detail}</translation>
    </message>
    <message>
        <source>先看电脑日期对不对；日期对就打省系统值班电话</source>
        <translation>First see whether this PC&apos;s date is right; if it is, call the provincial system&apos;s duty phone</translation>
    </message>
    <message>
        <source>证书从 {detail} 起才有效，多半是电脑日期太早</source>
        <translation>The certificate begins on {detail}; most likely this PC&apos;s date is too early</translation>
    </message>
    <message>
        <source>把电脑日期和时间改对，打开自动对时</source>
        <translation>Set the PC&apos;s date and time, and turn automatic time on</translation>
    </message>
    <message>
        <source>证书的签发者不可信：{detail}</source>
        <translation>The certificate&apos;s issuer is not trusted: {detail}</translation>
    </message>
    <message>
        <source>公共无线先打开浏览器登录；有代理或杀毒软件查看加密的，请它放过省系统；都没有就核对 ca_file</source>
        <translation>On public wireless log in with the browser first; let a proxy or antivirus that looks into encryption leave the provincial system alone; otherwise compare ca_file</translation>
    </message>
    <message>
        <source>证书是别人的：{detail}</source>
        <translation>The certificate is somebody else&apos;s: {detail}</translation>
    </message>
    <message>
        <source>核对省系统的地址；公共无线先打开浏览器登录</source>
        <translation>Compare the provincial system&apos;s address; on public wireless log in with the browser first</translation>
    </message>
    <message>
        <source>对方不说加密的话，多半是上网认证页或错端口</source>
        <translation>The other side does not speak TLS: most likely a login page or a wrong port</translation>
    </message>
    <message>
        <source>打开浏览器完成上网认证；核对地址和端口</source>
        <translation>Log in with the browser; compare address and port</translation>
    </message>
    <message>
        <source>加密握手到一半被切断</source>
        <translation>The handshake was cut off half-way</translation>
    </message>
    <message>
        <source>再试一次；总是这样就让网络管理员看防火墙或代理，或换手机热点</source>
        <translation>Try again; if it stays so, ask the network administrator about firewall or proxy, or use a phone&apos;s hotspot</translation>
    </message>
    <message>
        <source>省系统按接口规范回应了</source>
        <translation>The provincial system answered as the contract says</translation>
    </message>
    <message>
        <source>省系统认这台终端：{detail}</source>
        <translation>The provincial system knows this terminal: {detail}</translation>
    </message>
    <message>
        <source>没有登记，没有回执可验</source>
        <translation>Not enrolled, no receipt to verify</translation>
    </message>
    <message>
        <source>回应的不是省系统：上网认证页、代理的页面，或地址写错</source>
        <translation>Somebody else answers: a login page, a proxy&apos;s page, or a wrong address</translation>
    </message>
    <message>
        <source>打开浏览器完成上网认证；没有认证页就核对地址</source>
        <translation>Log in with the browser; if there is no login page, compare the address</translation>
    </message>
    <message>
        <source>省系统不认这台终端（{detail}）</source>
        <translation>The provincial system does not know this terminal ({detail})</translation>
    </message>
    <message>
        <source>请管理员向省系统要新的登记码，用 renew-enrolment 重新登记</source>
        <translation>Ask the administrator for a new enrolment code, and enrol again with renew-enrolment</translation>
    </message>
    <message>
        <source>这台终端的登记到期了</source>
        <translation>This terminal&apos;s enrolment has expired</translation>
    </message>
    <message>
        <source>请管理员联系省系统续办登记</source>
        <translation>Ask the administrator to have the provincial system renew it</translation>
    </message>
    <message>
        <source>电脑时钟差了 {detail} 秒，省系统不收</source>
        <translation>This PC&apos;s clock is off by {detail} s; the provincial system refuses</translation>
    </message>
    <message>
        <source>把电脑日期和时间改对，打开自动对时；关机就慢的换主板电池</source>
        <translation>Set date and time, turn automatic time on; change the board&apos;s battery if it falls back when the PC is off</translation>
    </message>
    <message>
        <source>本程序与省系统版本不合（{detail}）</source>
        <translation>This program and the provincial system do not fit ({detail})</translation>
    </message>
    <message>
        <source>路是通的；省系统忙，让稍后再来</source>
        <translation>The way is open; the provincial system is busy and asks to come later</translation>
    </message>
    <message>
        <source>不用做什么，会自动再传</source>
        <translation>Nothing to do; it is sent again by itself</translation>
    </message>
    <message>
        <source>路是通的；省系统自己出错（{detail}）</source>
        <translation>The way is open; the provincial system itself fails ({detail})</translation>
    </message>
    <message>
        <source>照常收寄；一小时还不好就打省系统值班电话</source>
        <translation>Go on accepting; call the provincial system&apos;s duty phone if it is not mended in an hour</translation>
    </message>
    <message>
        <source>问出去了，回答没有回来：线路不稳</source>
        <translation>The question went out, the answer did not come: the line is unsteady</translation>
    </message>
    <message>
        <source>再试一次；总是这样就换网线、靠近路由器，或换手机热点</source>
        <translation>Try again; if it stays so, change the cable, go nearer to the router, or use a phone&apos;s hotspot</translation>
    </message>
    <message>
        <source>电脑时钟准，差 {detail} 秒</source>
        <translation>This PC&apos;s clock is right, off by {detail} s</translation>
    </message>
    <message>
        <source>电脑时钟差了 {detail} 秒；差到五分钟省系统就不收</source>
        <translation>This PC&apos;s clock is off by {detail} s; at five minutes the provincial system refuses</translation>
    </message>
    <message>
        <source>打开系统的自动对时</source>
        <translation>Turn the system&apos;s automatic time on</translation>
    </message>
    <message>
        <source>回答里没有时间，没法比</source>
        <translation>The answer holds no time to compare with</translation>
    </message>
    <message>
        <source>验过 {detail} 份回执，签名都对</source>
        <translation>{detail} receipts verified, their signatures are right</translation>
    </message>
    <message>
        <source>省系统还没有发过回执，没有可验的</source>
        <translation>The provincial system has sent no receipt yet, nothing to verify</translation>
    </message>
    <message>
        <source>回执不是用登记时的密钥签的，不算送达</source>
        <translation>The receipts were not signed with the key of the enrolment: they do not count</translation>
    </message>
    <message>
        <source>马上联系管理员：省系统换了密钥要重新登记，否则是有人冒充</source>
        <translation>Call the administrator at once: if the provincial system changed its key, enrol again; otherwise somebody poses as it</translation>
    </message>
    <message>
        <source>前面没有通，没有试到</source>
        <translation>Not reached, a step before failed</translation>
    </message>
    <message>
        <source>缺：纸质受理单的照片</source>
        <translation>Missing: photo of the paper form</translation>
    </message>
    <message>
        <source>整张放到镜头下，字和签名都看得清，按 {photo} 拍</source>
        <translation>Put the whole form under the camera, words and signatures readable, and press {photo}</translation>
    </message>
    <message>
        <source>这张纸质受理单不能这样补录</source>
        <translation>This paper form cannot be entered like that</translation>
    </message>
    <message>
        <source>核对受理时间、单号和经手人</source>
        <translation>Check the time, the number and the clerk on the form</translation>
    </message>
    <message>
        <source>纸质受理时间在现在之后</source>
        <translation>The time on the paper lies ahead</translation>
    </message>
    <message>
        <source>照纸单上的时间填；也请核对电脑的时钟</source>
        <translation>Enter the time on the form; check the PC&apos;s clock, too</translation>
    </message>
    <message>
        <source>纸质受理时间太早，已过规则允许的补录期限</source>
        <translation>The paper is older than the rules let anybody enter</translation>
    </message>
    <message>
        <source>纸单留存备查，请站长向邮政管理部门说明</source>
        <translation>Keep the form; the supervisor explains it to the postal authority</translation>
    </message>
    <message>
        <source>那时没有通知或报告过中断，本机也在正常使用</source>
        <translation>No outage was announced or reported for that time, and this PC was at work</translation>
    </message>
    <message>
        <source>核对时间；确有中断的，先报告中断情况，再补录</source>
        <translation>Check the time; if there was an outage, report it first, then enter the form</translation>
    </message>
    <message>
        <source>纸质受理单的单号没有填对</source>
        <translation>The number of the paper form cannot be right</translation>
    </message>
    <message>
        <source>照纸单右上角的单号填，最多 32 个字</source>
        <translation>Enter the number at the form&apos;s upper right, 32 characters at most</translation>
    </message>
    <message>
        <source>这个单号的纸单已经补录过，或挂起在柜台</source>
        <translation>The form with this number was entered already, or is parked at the counter</translation>
    </message>
    <message>
        <source>核对单号；挂起的在柜台按 {park} 取回</source>
        <translation>Check the number; a parked one is taken up at the counter with {park}</translation>
    </message>
    <message>
        <source>经手人的工号不对，或这个人不能收寄</source>
        <translation>The clerk&apos;s number is wrong, or that person may not accept parcels</translation>
    </message>
    <message>
        <source>照纸单上签名的经手人填工号</source>
        <translation>Enter the number of the clerk who signed the form</translation>
    </message>
    <message>
        <source>还没有选为什么用纸单受理</source>
        <translation>Why a paper form was used is not chosen yet</translation>
    </message>
    <message>
        <source>选一个原因</source>
        <translation>Choose a reason</translation>
    </message>
    <message>
        <source>柜台上还有一件没办完</source>
        <translation>A parcel at the counter is not finished</translation>
    </message>
    <message>
        <source>回柜台办完，或按 {park} 挂起，再来补录</source>
        <translation>Finish it at the counter or put it aside with {park}, then come back</translation>
    </message>
    <message>
        <source>补录的件当时已经收下，不能再拒收</source>
        <translation>A late entry was accepted at the time and cannot be refused any more</translation>
    </message>
    <message>
        <source>发现问题按 {incident} 处置；录错了按 {discard} 放弃后重录</source>
        <translation>Press {incident} for a find; after a mistake press {discard}, give it up and begin anew</translation>
    </message>
    <message>
        <source>补录时寄件人不在场，不能拍人或比对人脸</source>
        <translation>The sender is not here: no picture is taken and no face compared</translation>
    </message>
    <message>
        <source>以纸单上经手人签过字的人证核对为准</source>
        <translation>The comparison that the clerk signed on the paper form counts</translation>
    </message>
    <message>
        <source>扫纸单上贴的运单联，或按 {type_waybill} 照抄</source>
        <translation>Scan the waybill slip on the form, or copy its number with {type_waybill}</translation>
    </message>
    <message>
        <source>按 {type_document}，照纸单抄录证件</source>
        <translation>Press {type_document} and copy the document from the form</translation>
    </message>
    <message>
        <source>纸单上经手人签字写明人证一致吗？</source>
        <translation>Did the clerk sign on the form that person and document match?</translation>
    </message>
    <message>
        <source>有签字按 {confirm}；没有签字的不能补录</source>
        <translation>If it is signed press {confirm}; an unsigned form cannot be entered</translation>
    </message>
    <message>
        <source>照纸单上的验视结果，按类别上标的字母</source>
        <translation>As inspected on the form: press the letter of the category</translation>
    </message>
    <message>
        <source>本机的数据已于 {detail} 迁到另一台电脑，这里不再收寄</source>
        <translation>This PC&apos;s data were moved to another PC on {detail}; nothing is accepted here any more</translation>
    </message>
    <message>
        <source>请在新电脑上收寄；迁移文件丢失或损坏的，请管理员在本机重新迁出</source>
        <translation>Accept on the new PC; if the moved files were lost or damaged, the administrator moves them out here again</translation>
    </message>
    <message>
        <source>看打印机是否缺纸、开盖或正在打别的，再按一次</source>
        <translation>See whether the printer is out of paper, open, or busy, and press again</translation>
    </message>
    <message>
        <source>只发出去一部分，标识可能没有打全</source>
        <translation>Only a part was sent: the label may be incomplete</translation>
    </message>
    <message>
        <source>看打出来的标识：不全就撕掉，再打一张</source>
        <translation>Look at the label: if it is incomplete, tear it off and print another</translation>
    </message>
    <message>
        <source>改成的内容不对</source>
        <translation>The new value cannot be right</translation>
    </message>
    <message>
        <source>核对后重新填写</source>
        <translation>Check it and fill it in again</translation>
    </message>
    <message>
        <source>这条记录没有可以更正的项</source>
        <translation>Nothing in this record can be corrected</translation>
    </message>
    <message>
        <source>可以原样重传，或请站长说明后留存</source>
        <translation>Send it again as it is, or have a supervisor say why it is kept</translation>
    </message>
    <message>
        <source>没有改动</source>
        <translation>Nothing was changed</translation>
    </message>
    <message>
        <source>改好要更正的项，或按 {cancel} 返回</source>
        <translation>Change what is to be corrected, or press {cancel} to go back</translation>
    </message>
    <message>
        <source>更正身份信息要站长确认</source>
        <translation>Correcting who somebody is needs a supervisor</translation>
    </message>
    <message>
        <source>请站长输入工号和口令</source>
        <translation>Have a supervisor enter number and PIN</translation>
    </message>
    <message>
        <source>这家客户由省局登记，网点只能改联系电话和补拍证件</source>
        <translation>The province has filed this customer: the outlet may change only the telephone and take the picture of the document</translation>
    </message>
    <message>
        <source>资料不对时请向省局提出，改好后会自动下发</source>
        <translation>If something is wrong, tell the province: what it changes comes by itself</translation>
    </message>
    <message>
        <source>接了几台一样的设备，分不清用哪一台</source>
        <translation>Several devices alike are plugged in, and nothing tells them apart</translation>
    </message>
    <message>
        <source>拔掉多余的；都要用的，请管理员在设置里写明用哪一台（{detail}）</source>
        <translation>Unplug those not needed; if all are, ask the administrator to name one in the settings ({detail})</translation>
    </message>
    <message>
        <source>读卡器报告自身有故障，读不了证件</source>
        <translation>The card reader says that it is out of order, and reads no document</translation>
    </message>
    <message>
        <source>关掉重新通电；还不行就换一台，并告诉管理员</source>
        <translation>Switch it off and on; if that does not help, take another one and tell the administrator</translation>
    </message>
    <message>
        <source>选作扫描枪的是有人打字的键盘，已经放开</source>
        <translation>What was chosen as the scanner is a keyboard that somebody types on; it was let go</translation>
    </message>
    <message>
        <source>是枪就拔下再插；是键盘就到设备页换选扫描枪</source>
        <translation>If it is a scanner, plug it in anew; if it is a keyboard, choose the scanner on the page of devices</translation>
    </message>
    <message>
        <source>摄像机不让登录：用户名或密码不对，或账号被它锁住</source>
        <translation>The camera refuses the login: a wrong user name or password, or it has locked the account</translation>
    </message>
    <message>
        <source>请管理员改好设置里的密码；为免账号被锁，一刻钟才试一次</source>
        <translation>Ask an administrator to correct the password in the settings; so as not to lock the account it is tried every quarter of an hour only</translation>
    </message>
</context>
<context>
    <name>first_run</name>
    <message>
        <source>登记并开始</source>
        <translation>Enrol and start</translation>
    </message>
    <message>
        <source>正在向省系统登记，请稍候…</source>
        <translation>Enrolling with the province…</translation>
    </message>
    <message>
        <source>登记码由省系统发放，只能用一次</source>
        <translation>The province issues the code; it works once</translation>
    </message>
    <message>
        <source>① 网点备案</source>
        <translation>① Outlet filing</translation>
    </message>
    <message>
        <source>② 省系统登记</source>
        <translation>② Province</translation>
    </message>
    <message>
        <source>③ 第一位收寄员</source>
        <translation>③ First clerk</translation>
    </message>
    <message>
        <source>首次使用：登记这台终端</source>
        <translation>First start: enrol this terminal</translation>
    </message>
    <message>
        <source>逐栏填写，Enter 到下一栏</source>
        <translation>Enter goes to the next field</translation>
    </message>
    <message>
        <source>网点名称</source>
        <translation>Outlet name</translation>
    </message>
    <message>
        <source>备案编号</source>
        <translation>Filing number</translation>
    </message>
    <message>
        <source>行政区划代码</source>
        <translation>Region code</translation>
    </message>
    <message>
        <source>网点地址（可不填）</source>
        <translation>Address (optional)</translation>
    </message>
    <message>
        <source>省系统地址</source>
        <translation>Province&apos;s address</translation>
    </message>
    <message>
        <source>登记码</source>
        <translation>Enrolment code</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>Clerk number</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>再输一次口令</source>
        <translation>PIN again</translation>
    </message>
    <message>
        <source>6 位数字</source>
        <translation>6 digits</translation>
    </message>
    <message>
        <source>4 至 12 位数字</source>
        <translation>4 to 12 digits</translation>
    </message>
    <message>
        <source>请填网点名称，与备案一致</source>
        <translation>The outlet&apos;s name, as filed</translation>
    </message>
    <message>
        <source>请填备案编号</source>
        <translation>The filing number is required</translation>
    </message>
    <message>
        <source>行政区划代码是 6 位数字</source>
        <translation>The region code has 6 digits</translation>
    </message>
    <message>
        <source>省系统地址以 https:// 开头，照通知填写</source>
        <translation>The province&apos;s address begins with https://</translation>
    </message>
    <message>
        <source>请填省系统发放的登记码</source>
        <translation>The enrolment code is required</translation>
    </message>
    <message>
        <source>工号为 1 至 16 位字母或数字</source>
        <translation>The clerk number has 1 to 16 letters or digits</translation>
    </message>
    <message>
        <source>请填收寄员姓名</source>
        <translation>The clerk&apos;s name is required</translation>
    </message>
    <message>
        <source>口令为 4 至 12 位数字，不能全部相同</source>
        <translation>The PIN has 4 to 12 digits, not all the same</translation>
    </message>
    <message>
        <source>两次口令不一样，请再输一次</source>
        <translation>The two PINs differ: type it again</translation>
    </message>
</context>
<context>
    <name>flash</name>
    <message>
        <source>好</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>请看提示</source>
        <translation>Please look</translation>
    </message>
</context>
<context>
    <name>goods</name>
    <message>
        <source>{name} {grams} 克</source>
        <translation>{name}, {grams} g</translation>
    </message>
    <message>
        <source>{name} {count} {unit}</source>
        <translation>{name} {count} {unit}</translation>
    </message>
    <message>
        <source>{name} × {count}</source>
        <translation>{name} × {count}</translation>
    </message>
    <message>
        <source>{count} 件</source>
        <translation>{count} pieces</translation>
    </message>
    <message>
        <source>证明 {count} 份</source>
        <translation>{count} papers</translation>
    </message>
    <message>
        <source>目录里没有</source>
        <translation>Not in the catalogue</translation>
    </message>
    <message>
        <source>公路</source>
        <translation>Road</translation>
    </message>
    <message>
        <source>航空</source>
        <translation>Air</translation>
    </message>
    <message>
        <source>高铁</source>
        <translation>High-speed rail</translation>
    </message>
    <message>
        <source>国内</source>
        <translation>domestic</translation>
    </message>
    <message>
        <source>港澳台</source>
        <translation>HK, Macao, Taiwan</translation>
    </message>
    <message>
        <source>国际</source>
        <translation>international</translation>
    </message>
    <message>
        <source>安检未登记</source>
        <translation>No screening recorded</translation>
    </message>
    <message>
        <source>待{place}安检</source>
        <translation>to be screened: {place}</translation>
    </message>
    <message>
        <source>{place}安检通过</source>
        <translation>screened, passed: {place}</translation>
    </message>
    <message>
        <source>{place}安检未通过</source>
        <translation>screened, stopped: {place}</translation>
    </message>
    <message>
        <source>本点</source>
        <translation>here</translation>
    </message>
    <message>
        <source>处理中心</source>
        <translation>hub</translation>
    </message>
    <message>
        <source>第三方</source>
        <translation>third party</translation>
    </message>
    <message>
        <source>固体</source>
        <translation>Solid</translation>
    </message>
    <message>
        <source>液体</source>
        <translation>Liquid</translation>
    </message>
    <message>
        <source>粉末</source>
        <translation>Powder</translation>
    </message>
    <message>
        <source>膏体</source>
        <translation>Paste</translation>
    </message>
    <message>
        <source>气体</source>
        <translation>Gas</translation>
    </message>
    <message>
        <source>活体</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>禁寄</source>
        <translation>Prohibited</translation>
    </message>
    <message>
        <source>限寄</source>
        <translation>Restricted</translation>
    </message>
    <message>
        <source>可寄</source>
        <translation>Allowed</translation>
    </message>
    <message>
        <source>按“{name}”登记</source>
        <translation>Take “{name}” as typed</translation>
    </message>
    <message>
        <source>即“{name}”</source>
        <translation>also “{name}”</translation>
    </message>
    <message>
        <source>第 {number} 类 {category}</source>
        <translation>Category {number}: {category}</translation>
    </message>
    <message>
        <source>细看：{hint}</source>
        <translation>Look closer: {hint}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>每件最多 {count} {unit}</source>
        <translation>At most {count} {unit} a parcel</translation>
    </message>
    <message>
        <source>每件最多 {grams} 克</source>
        <translation>At most {grams} g a parcel</translation>
    </message>
    <message>
        <source>要{papers}</source>
        <translation>Needs {papers}</translation>
    </message>
    <message>
        <source>看运输方式</source>
        <translation>Depends on the transport</translation>
    </message>
    <message>
        <source>细看 {item}：{told}</source>
        <translation>Look closer at {item}: {told}</translation>
    </message>
    <message>
        <source>通过</source>
        <translation>Passed</translation>
    </message>
    <message>
        <source>未通过</source>
        <translation>Not passed</translation>
    </message>
    <message>
        <source>还没过机，到那里再过</source>
        <translation>Not screened yet; due there</translation>
    </message>
    <message>
        <source>证明文件</source>
        <translation>paper</translation>
    </message>
    <message>
        <source>里面是什么？</source>
        <translation>What is inside?</translation>
    </message>
    <message>
        <source>{item}：属于哪一类？按类别上的字母</source>
        <translation>{item}: which category? Press its letter</translation>
    </message>
    <message>
        <source>{item}：多少？</source>
        <translation>{item}: how many?</translation>
    </message>
    <message>
        <source>{item}：是什么样的？按数字选</source>
        <translation>{item}: what is it like? Press a digit</translation>
    </message>
    <message>
        <source>{item}：一共多少克？</source>
        <translation>{item}: how many grams in all?</translation>
    </message>
    <message>
        <source>{item}：{paper}的编号？</source>
        <translation>{item}: number of the {paper}?</translation>
    </message>
    <message>
        <source>{item}：把{paper}放到镜头下拍照</source>
        <translation>{item}: put the {paper} under the camera</translation>
    </message>
    <message>
        <source>照提示细看过了吗？</source>
        <translation>Looked closer, as the hint says?</translation>
    </message>
    <message>
        <source>已选中</source>
        <translation>chosen</translation>
    </message>
    <message>
        <source>↑↓ 换单位</source>
        <translation>↑↓ another unit</translation>
    </message>
    <message>
        <source>名称栏空着时：↑↓ 选，Enter 改，Delete 删</source>
        <translation>With the field empty: ↑↓ pick, Enter edit, Delete remove</translation>
    </message>
    <message>
        <source>已登记 {count} 项</source>
        <translation>{count} named</translation>
    </message>
    <message>
        <source>另有 {count} 项</source>
        <translation>{count} more</translation>
    </message>
    <message>
        <source>物品名称</source>
        <translation>Name of the goods</translation>
    </message>
    <message>
        <source>名称、拼音或首字母</source>
        <translation>Name, pinyin or initials</translation>
    </message>
    <message>
        <source>数目或编号</source>
        <translation>Amount or number</translation>
    </message>
    <message>
        <source>拍证明</source>
        <translation>Take the paper</translation>
    </message>
    <message>
        <source>细看过，没有问题</source>
        <translation>Looked closer, nothing found</translation>
    </message>
    <message>
        <source>有问题，拒收</source>
        <translation>Something found: refuse</translation>
    </message>
    <message>
        <source>名称像“{name}”（{standing}），打开看；是的话改报“{name}”</source>
        <translation>its name is like “{name}” ({standing}): open it; if it is that, declare “{name}”</translation>
    </message>
    <message>
        <source>名称和目录里的物品相近，打开看清是什么</source>
        <translation>its name is close to something in the catalogue: open it and see what it is</translation>
    </message>
    <message>
        <source>编号 {number}</source>
        <translation>No. {number}</translation>
    </message>
</context>
<context>
    <name>handover</name>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>运单号</source>
        <translation>Waybill</translation>
    </message>
    <message>
        <source>企业</source>
        <translation>Carrier</translation>
    </message>
    <message>
        <source>验视标识</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>公斤</source>
        <translation>kg</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>安检</source>
        <translation>Screening</translation>
    </message>
    <message>
        <source>车辆 / 集包</source>
        <translation>Vehicle / bag</translation>
    </message>
    <message>
        <source>件数</source>
        <translation>Parcels</translation>
    </message>
    <message>
        <source>驾驶员</source>
        <translation>Driver</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>本单快件</source>
        <translation>Parcels on this manifest</translation>
    </message>
    <message>
        <source>把要装车的快件逐件扫面单条码，或扫验视标签上的二维码，扫到的列在这里</source>
        <translation>Scan the waybill of each parcel that is loaded, or the code on its inspection label; they are listed here</translation>
    </message>
    <message>
        <source>已安检：{place}</source>
        <translation>Screened: {place}</translation>
    </message>
    <message>
        <source>已交接</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>还没有交接过。在左边选企业、填车辆，回车开单，再逐件扫描</source>
        <translation>Nothing handed over yet. Pick a carrier on the left, enter the vehicle, press Enter, then scan each parcel</translation>
    </message>
    <message>
        <source>再打印</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>手输运单号</source>
        <translation>Type a waybill number</translation>
    </message>
    <message>
        <source>手输运单号，回车计入</source>
        <translation>Type a number, Enter adds it</translation>
    </message>
    <message>
        <source>交接完成</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>登记安检</source>
        <translation>Record screening</translation>
    </message>
    <message>
        <source>取回选中的一件</source>
        <translation>Take the selected one back</translation>
    </message>
    <message>
        <source>更正车辆企业</source>
        <translation>Correct vehicle</translation>
    </message>
    <message>
        <source>放弃这张单</source>
        <translation>Give up</translation>
    </message>
    <message>
        <source>{count} 件</source>
        <translation>{count} parcels</translation>
    </message>
    <message>
        <source>另有 {count} 件待安检，没有计入</source>
        <translation>{count} more wait for screening, not counted</translation>
    </message>
    <message>
        <source>扫面单条码或验视标签</source>
        <translation>Waybill or an inspection label</translation>
    </message>
    <message>
        <source>每扫一件，听到一声高音才装车；两声低音的留下</source>
        <translation>Load a parcel after one high tone; after two low tones it stays</translation>
    </message>
    <message>
        <source>手输</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>车牌号</source>
        <translation>Plate</translation>
    </message>
    <message>
        <source>GPS 终端号</source>
        <translation>GPS terminal</translation>
    </message>
    <message>
        <source>集包号</source>
        <translation>Bag</translation>
    </message>
    <message>
        <source>沿用上一车</source>
        <translation>Same as last</translation>
    </message>
    <message>
        <source>如 云A·12345</source>
        <translation>province, letter, five characters</translation>
    </message>
    <message>
        <source>姓名或工号</source>
        <translation>Name or number</translation>
    </message>
    <message>
        <source>更正交接单</source>
        <translation>Correct the manifest</translation>
    </message>
    <message>
        <source>新开交接单</source>
        <translation>New manifest</translation>
    </message>
    <message>
        <source>保存更正</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>开始扫描</source>
        <translation>Start scanning</translation>
    </message>
    <message>
        <source>车牌、GPS 终端号、集包号至少填一个</source>
        <translation>Enter at least one of plate, GPS terminal and bag</translation>
    </message>
    <message>
        <source>按键选快递企业（{key} 回到这里）</source>
        <translation>Pick the carrier by its key ({key} comes back here)</translation>
    </message>
    <message>
        <source>交出去就不能改了：交接单上报省系统，并打印出来双方签名</source>
        <translation>It cannot be changed afterwards: the manifest goes to the province and is printed for both to sign</translation>
    </message>
    <message>
        <source>现在交接？</source>
        <translation>Hand over now?</translation>
    </message>
    <message>
        <source>确认交接</source>
        <translation>Yes, hand over</translation>
    </message>
    <message>
        <source>{count} 件 → {place}</source>
        <translation>{count} parcels → {place}</translation>
    </message>
    <message>
        <source>{count} 件没有安检记录；要登记先返回</source>
        <translation>{count} without a screening; go back to record one</translation>
    </message>
    <message>
        <source>每件都有安检记录</source>
        <translation>Every parcel has a screening</translation>
    </message>
    <message>
        <source>车没来、开错了才放弃：扫过的快件仍在网点，可以另开单交接</source>
        <translation>Only if no vehicle comes or it was a mistake: the parcels stay here and can go with another</translation>
    </message>
    <message>
        <source>放弃这张交接单？</source>
        <translation>Give this manifest up?</translation>
    </message>
    <message>
        <source>按数字选一种，写明安检机和判图人，再确认；已有安检记录的快件不改</source>
        <translation>Choose with a digit, name the machine and the inspector, then confirm; parcels that were screened keep their record</translation>
    </message>
    <message>
        <source>安检机编号（待检的写哪个分拨中心）</source>
        <translation>Machine (if due: which hub)</translation>
    </message>
    <message>
        <source>判图人（工号或姓名）</source>
        <translation>Inspector (number or name)</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>清单里 {listed} 件，另有待安检 {waiting} 件</source>
        <translation>{listed} on the list, {waiting} more waiting</translation>
    </message>
    <message>
        <source>填上次的：{machine} · {inspector}</source>
        <translation>As last time: {machine} · {inspector}</translation>
    </message>
    <message>
        <source>{place}已过机</source>
        <translation>Screened: {place}</translation>
    </message>
    <message>
        <source>到{place}再检</source>
        <translation>Due at: {place}</translation>
    </message>
    <message>
        <source>不限企业</source>
        <translation>Any carrier</translation>
    </message>
    <message>
        <source>GPS {number}</source>
        <translation>GPS {number}</translation>
    </message>
    <message>
        <source>集包 {number}</source>
        <translation>Bag {number}</translation>
    </message>
    <message>
        <source>本网点</source>
        <translation>here</translation>
    </message>
    <message>
        <source>分拨中心</source>
        <translation>hub</translation>
    </message>
    <message>
        <source>第三方</source>
        <translation>third party</translation>
    </message>
    <message>
        <source>未登记</source>
        <translation>Not recorded</translation>
    </message>
    <message>
        <source>待检：{place}</source>
        <translation>Due: {place}</translation>
    </message>
    <message>
        <source>未通过：{place}</source>
        <translation>Not passed: {place}</translation>
    </message>
    <message>
        <source>已冻结</source>
        <translation>Frozen</translation>
    </message>
    <message>
        <source>别家企业</source>
        <translation>Other carrier</translation>
    </message>
    <message>
        <source>须先安检</source>
        <translation>Must be screened</translation>
    </message>
    <message>
        <source>安检未过</source>
        <translation>Not passed</translation>
    </message>
    <message>
        <source>不能交接</source>
        <translation>Cannot leave</translation>
    </message>
    <message>
        <source>可以交接 {number}</source>
        <translation>May leave: {number}</translation>
    </message>
    <message>
        <source>{count} 件登记了安检</source>
        <translation>Screening recorded for {count}</translation>
    </message>
    <message>
        <source>其中待检的 {count} 件已计入本单</source>
        <translation>{count} that waited for it are on the list now</translation>
    </message>
    <message>
        <source>有 {count} 件不能离开，还没有交接</source>
        <translation>{count} may not leave; nothing was handed over</translation>
    </message>
    <message>
        <source>清单里标红的从车上拿下来，选中后按 {key} 取回，再交接</source>
        <translation>Unload what is red in the list, select it, take it back with {key}, then hand over</translation>
    </message>
    <message>
        <source>已交接 {count} 件：{place}</source>
        <translation>{count} handed over: {place}</translation>
    </message>
    <message>
        <source>交接单已送打印机，双方签名</source>
        <translation>The manifest is at the printer; both sign</translation>
    </message>
    <message>
        <source>交接单没有打印：{reason}</source>
        <translation>Manifest not printed: {reason}</translation>
    </message>
    <message>
        <source>{facts}。{step}</source>
        <translation>{facts}. {step}</translation>
    </message>
    <message>
        <source>交接单已开</source>
        <translation>Manifest opened</translation>
    </message>
    <message>
        <source>把要装车的快件逐件扫一遍</source>
        <translation>Scan each parcel that is loaded</translation>
    </message>
    <message>
        <source>已更正</source>
        <translation>Corrected</translation>
    </message>
    <message>
        <source>接着扫</source>
        <translation>Go on scanning</translation>
    </message>
    <message>
        <source>已取回一件</source>
        <translation>One taken back</translation>
    </message>
    <message>
        <source>不要装车</source>
        <translation>Do not load it</translation>
    </message>
    <message>
        <source>交接单已放弃</source>
        <translation>Manifest given up</translation>
    </message>
    <message>
        <source>扫过的快件可以另开单交接</source>
        <translation>What was scanned can go with another one</translation>
    </message>
    <message>
        <source>交接单已送打印机</source>
        <translation>Manifest sent to the printer</translation>
    </message>
    <message>
        <source>双方签名</source>
        <translation>Both sign</translation>
    </message>
    <message>
        <source>交接单已存为 PDF</source>
        <translation>Manifest saved as PDF</translation>
    </message>
    <message>
        <source>还没有开交接单，这一扫没有计入</source>
        <translation>No manifest is open: this scan was not counted</translation>
    </message>
    <message>
        <source>先选企业，填车牌、GPS 或集包号</source>
        <translation>First pick a carrier and enter plate, GPS or bag</translation>
    </message>
    <message>
        <source>没有要登记安检的快件</source>
        <translation>No parcel needs a screening recorded</translation>
    </message>
    <message>
        <source>还没有交接过的单子</source>
        <translation>No manifest was closed yet</translation>
    </message>
    <message>
        <source>车牌号不像：如 云A·12345、云AD12345；没有号牌的三轮车填 GPS 终端号或集包号</source>
        <translation>Not a plate (province, letter, five or six characters); for a tricycle without one enter GPS terminal or bag</translation>
    </message>
    <message>
        <source>GPS 终端号太长或有不能用的字</source>
        <translation>GPS terminal: too long, or with characters that cannot be used</translation>
    </message>
    <message>
        <source>集包号太长或有不能用的字</source>
        <translation>Bag: too long, or with characters that cannot be used</translation>
    </message>
    <message>
        <source>驾驶员太长或有不能用的字</source>
        <translation>Driver: too long, or with characters that cannot be used</translation>
    </message>
    <message>
        <source>没有这家快递企业</source>
        <translation>There is no such carrier</translation>
    </message>
    <message>
        <source>写明是哪台安检机</source>
        <translation>Name the machine</translation>
    </message>
    <message>
        <source>写明是谁判的图</source>
        <translation>Name who judged the picture</translation>
    </message>
    <message>
        <source>先选在哪里、检没检</source>
        <translation>First choose where, and whether it is done</translation>
    </message>
    <message>
        <source>交接</source>
        <translation>Handover</translation>
    </message>
    <message>
        <source>开一张交接单</source>
        <translation>Open a manifest</translation>
    </message>
    <message>
        <source>选企业，填车辆或集包，回车后逐件扫描</source>
        <translation>Pick a carrier, enter vehicle or bag, press Enter, then scan each parcel</translation>
    </message>
</context>
<context>
    <name>hints</name>
    <message>
        <source>运单已识别，没有重复</source>
        <translation>Waybill recognised, no duplicate</translation>
    </message>
    <message>
        <source>证件已读取</source>
        <translation>Document read</translation>
    </message>
    <message>
        <source>沿用上一位寄件人，不用再核验</source>
        <translation>Same sender as before, already verified</translation>
    </message>
    <message>
        <source>照片已加密保存</source>
        <translation>Photo kept, encrypted</translation>
    </message>
    <message>
        <source>最后一张照片已撤掉</source>
        <translation>Last photo removed</translation>
    </message>
    <message>
        <source>本件已挂起，不会丢</source>
        <translation>Parcel parked; nothing is lost</translation>
    </message>
    <message>
        <source>柜台空着时按 {park} 取回</source>
        <translation>Take it up with {park} when the counter is free</translation>
    </message>
    <message>
        <source>已取回挂起的件，接着办</source>
        <translation>Parked parcel is back</translation>
    </message>
    <message>
        <source>本件已放弃，没有收寄，也不上报</source>
        <translation>Given up: neither accepted nor reported</translation>
    </message>
    <message>
        <source>这不是运单条码</source>
        <translation>Not a waybill code</translation>
    </message>
    <message>
        <source>请扫面单上的条码</source>
        <translation>Scan the code on the label</translation>
    </message>
    <message>
        <source>没有拍到：相机没有画面</source>
        <translation>No photo: the camera shows nothing</translation>
    </message>
    <message>
        <source>检查相机接线，看到实时画面后再按 {photo}</source>
        <translation>Check its cable; press {photo} when there is a picture</translation>
    </message>
    <message>
        <source>本件还没有照片可撤</source>
        <translation>No photo to remove</translation>
    </message>
    <message>
        <source>柜台上没有件，也没有挂起的件</source>
        <translation>Nothing at the counter, nothing parked</translation>
    </message>
    <message>
        <source>柜台上没有件可放弃</source>
        <translation>Nothing at the counter to give up</translation>
    </message>
    <message>
        <source>先读证件，再输手机号</source>
        <translation>First the document, then the phone</translation>
    </message>
    <message>
        <source>把身份证放到读卡器上</source>
        <translation>Lay the ID card on the reader</translation>
    </message>
    <message>
        <source>先有运单，才能改快递企业</source>
        <translation>First a waybill, then its carrier</translation>
    </message>
    <message>
        <source>扫面单上的条码</source>
        <translation>Scan the code on the label</translation>
    </message>
    <message>
        <source>手机号已经有了</source>
        <translation>The phone number is there</translation>
    </message>
    <message>
        <source>要改先按 {erase}，再输入 11 位</source>
        <translation>To change it press {erase}, then 11 digits</translation>
    </message>
    <message>
        <source>没有用这个字母的类别</source>
        <translation>No category has this letter</translation>
    </message>
    <message>
        <source>按类别上标的字母</source>
        <translation>Press the letter shown on a category</translation>
    </message>
    <message>
        <source>没有这个编号的拒收原因</source>
        <translation>No reason has this digit</translation>
    </message>
    <message>
        <source>按原因前的数字，或按 {cancel} 返回</source>
        <translation>Press a reason&apos;s digit, or {cancel} to go back</translation>
    </message>
    <message>
        <source>还没有登录，这一步没有办</source>
        <translation>Nobody is signed in: nothing was done</translation>
    </message>
    <message>
        <source>请先输入工号和口令</source>
        <translation>Sign in with number and PIN</translation>
    </message>
    <message>
        <source>核对过人和面单，再把证件还给寄件人</source>
        <translation>Compare person and label, then give the document back to the sender</translation>
    </message>
    <message>
        <source>证件已识别，有几项要你核对</source>
        <translation>Document read; some items need your check</translation>
    </message>
    <message>
        <source>对照证件看标出的几项，都对按 {confirm}，不对按 {type_document}</source>
        <translation>Compare the marked items with the document: if all right press {confirm}, if not {type_document}</translation>
    </message>
    <message>
        <source>存疑的内容已核对</source>
        <translation>Doubtful content checked</translation>
    </message>
    <message>
        <source>面单姓名与证件一致</source>
        <translation>The name on the label matches the document</translation>
    </message>
    <message>
        <source>交寄方式已选好</source>
        <translation>Way of sending chosen</translation>
    </message>
    <message>
        <source>寄件单位已选好</source>
        <translation>Sending organisation chosen</translation>
    </message>
    <message>
        <source>两人的关系已登记</source>
        <translation>Relation recorded</translation>
    </message>
    <message>
        <source>监护人已确认</source>
        <translation>Guardian confirmed</translation>
    </message>
    <message>
        <source>原因已记入本件</source>
        <translation>Reason recorded with this parcel</translation>
    </message>
    <message>
        <source>站长的意见已记入本件，并上报省系统</source>
        <translation>Supervisor&apos;s decision recorded with this parcel and reported to the province</translation>
    </message>
    <message>
        <source>寄件地址已保存</source>
        <translation>Sender&apos;s address saved</translation>
    </message>
    <message>
        <source>已登记为本人的证件</source>
        <translation>Registered as your own document</translation>
    </message>
    <message>
        <source>以后用它寄件会要求写明原因</source>
        <translation>Sending with it will then ask for a reason</translation>
    </message>
    <message>
        <source>机器比对只作参考，由你核对后确认</source>
        <translation>The machine only gives a hint; you check and confirm</translation>
    </message>
    <message>
        <source>现在没有要确认的</source>
        <translation>Nothing to confirm now</translation>
    </message>
    <message>
        <source>现在没有要写明的原因</source>
        <translation>Nothing to explain now</translation>
    </message>
    <message>
        <source>现在没有要请站长决定的</source>
        <translation>Nothing for the supervisor to decide now</translation>
    </message>
    <message>
        <source>没有用这个键的选项</source>
        <translation>No choice has this key</translation>
    </message>
    <message>
        <source>按选项前的键，或按 {cancel} 返回</source>
        <translation>Press a choice&apos;s key, or {cancel} to go back</translation>
    </message>
    <message>
        <source>还没有登记单位</source>
        <translation>No organisations yet</translation>
    </message>
    <message>
        <source>请站长在“客户”页登记</source>
        <translation>Ask the supervisor to register it under Customers</translation>
    </message>
    <message>
        <source>人脸辅助比对没有开启</source>
        <translation>Face comparison is switched off</translation>
    </message>
    <message>
        <source>由你看人看证核对</source>
        <translation>You compare person and document</translation>
    </message>
    <message>
        <source>没有证件照或现场画面，不能比对</source>
        <translation>No document photo or live picture to compare</translation>
    </message>
    <message>
        <source>画面里没有找到人脸</source>
        <translation>No face found in the picture</translation>
    </message>
    <message>
        <source>请寄件人正对镜头，再试一次</source>
        <translation>Ask the sender to face the camera, and try again</translation>
    </message>
    <message>
        <source>证件识别中断了</source>
        <translation>The document reader stopped</translation>
    </message>
    <message>
        <source>已重新启动，再按 {read_document} 识别；还不行就按 {type_document} 手录</source>
        <translation>It has been started anew: press {read_document} again; if that fails, type it with {type_document}</translation>
    </message>
    <message>
        <source>内件与申报相符，封箱照已加密保存</source>
        <translation>Contents match; the sealed parcel is on record</translation>
    </message>
    <message>
        <source>物品名称已登记</source>
        <translation>Item recorded</translation>
    </message>
    <message>
        <source>这一项已删去</source>
        <translation>Removed</translation>
    </message>
    <message>
        <source>已细看，没有发现问题</source>
        <translation>Looked closer, nothing found</translation>
    </message>
    <message>
        <source>运输方式已登记</source>
        <translation>Transport recorded</translation>
    </message>
    <message>
        <source>安检情况已登记</source>
        <translation>Screening recorded</translation>
    </message>
    <message>
        <source>包装和重量已登记</source>
        <translation>Packaging and weight recorded</translation>
    </message>
    <message>
        <source>上一件的验视标识已打印</source>
        <translation>The last parcel&apos;s inspection mark is printed</translation>
    </message>
    <message>
        <source>贴到单号尾数相同的那一件上</source>
        <translation>Stick it on the parcel whose waybill ends alike</translation>
    </message>
    <message>
        <source>验视标识已存成 PDF</source>
        <translation>The inspection mark is saved as a PDF</translation>
    </message>
    <message>
        <source>已称重</source>
        <translation>Weighed</translation>
    </message>
    <message>
        <source>秤上的重量没有记到本件</source>
        <translation>The weight on the scale was not given to this parcel</translation>
    </message>
    <message>
        <source>把本件从秤上拿起来，等秤归零后再放上去</source>
        <translation>Lift this parcel off the scale, wait for zero, and put it down again</translation>
    </message>
    <message>
        <source>刚读的证件没有用：读的时候换了件</source>
        <translation>The document just read was not used: the parcel changed meanwhile</translation>
    </message>
    <message>
        <source>证件是现在这一件寄件人的，就再读一次</source>
        <translation>If it is this parcel&apos;s sender&apos;s, read it once more</translation>
    </message>
</context>
<context>
    <name>incidents</name>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>运单号</source>
        <translation>Waybill</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>已冻结</source>
        <translation>Frozen</translation>
    </message>
    <message>
        <source>发现了什么</source>
        <translation>What was found</translation>
    </message>
    <message>
        <source>发现了什么（按 {key} 填写）</source>
        <translation>What was found (press {key} to type)</translation>
    </message>
    <message>
        <source>补充说明</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>补充说明（按 {key} 填写）</source>
        <translation>Remarks (press {key} to type)</translation>
    </message>
    <message>
        <source>上报</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>做了哪些处置</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>给谁打了电话</source>
        <translation>Who was called</translation>
    </message>
    <message>
        <source>同一寄件人今天的其他件，按键冻结</source>
        <translation>The same sender&apos;s other parcels of today: a key freezes</translation>
    </message>
    <message>
        <source>数量 {count}</source>
        <translation>Quantity {count}</translation>
    </message>
    <message>
        <source>现场照片 {count} 张</source>
        <translation>Pictures of the scene: {count}</translation>
    </message>
    <message>
        <source>可以上报了</source>
        <translation>Ready to report</translation>
    </message>
    <message>
        <source>{time} 打的</source>
        <translation>called at {time}</translation>
    </message>
    <message>
        <source>柜台上这一件</source>
        <translation>The parcel at the counter</translation>
    </message>
    <message>
        <source>已收寄的 {number}</source>
        <translation>Accepted parcel {number}</translation>
    </message>
    <message>
        <source>没有对应的快件，只记类别和情况</source>
        <translation>No parcel: category and circumstances only</translation>
    </message>
    <message>
        <source>还不清楚是什么</source>
        <translation>Not known yet what it is</translation>
    </message>
    <message>
        <source>本县</source>
        <translation>This county</translation>
    </message>
    <message>
        <source>本县号码未配置</source>
        <translation>No number of this county</translation>
    </message>
    <message>
        <source>剩 {minutes} 分钟</source>
        <translation>{minutes} min left</translation>
    </message>
    <message>
        <source>已超 {minutes} 分钟</source>
        <translation>{minutes} min late</translation>
    </message>
    <message>
        <source>待办 {count} · {left}</source>
        <translation>To do {count} · {left}</translation>
    </message>
    <message>
        <source>到“异常件”页把情况报上去</source>
        <translation>Report it on the page “Incidents”</translation>
    </message>
    <message>
        <source>异常件待上报 {count} · {left}</source>
        <translation>Incidents to report {count} · {left}</translation>
    </message>
    <message>
        <source>异常件快到时限 {count} · {left}</source>
        <translation>Incident due soon {count} · {left}</translation>
    </message>
    <message>
        <source>异常件超过时限 {count} · {left}</source>
        <translation>Incident overdue {count} · {left}</translation>
    </message>
    <message>
        <source>已上报</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>编号 {number}</source>
        <translation>No. {number}</translation>
    </message>
    <message>
        <source>里面有异常件</source>
        <translation>An incident is in it</translation>
    </message>
    <message>
        <source>还没选是哪一类</source>
        <translation>no category is chosen</translation>
    </message>
    <message>
        <source>还没写发现了什么</source>
        <translation>what was found is not told</translation>
    </message>
    <message>
        <source>还没勾做了哪些处置</source>
        <translation>no step is ticked</translation>
    </message>
    <message>
        <source>还没记什么时候打的电话</source>
        <translation>the time of the call is missing</translation>
    </message>
    <message>
        <source>已上报，优先上传</source>
        <translation>Reported; it is sent before everything else</translation>
    </message>
    <message>
        <source>已冻结并上报</source>
        <translation>Frozen and reported</translation>
    </message>
    <message>
        <source>已放行并上报</source>
        <translation>Released and reported</translation>
    </message>
    <message>
        <source>相机没有画面，没拍成</source>
        <translation>The camera gives no picture; none was taken</translation>
    </message>
    <message>
        <source>先扫描或录入运单号</source>
        <translation>Scan or type the waybill number first</translation>
    </message>
    <message>
        <source>扫描或录入运单号，按 Enter，再按数字选原因。冻结后不能收寄、不能交接，只有站长能放行</source>
        <translation>Scan or type the waybill number, press Enter, then a digit for the reason. A frozen one is neither accepted nor handed over; only a supervisor releases it</translation>
    </message>
    <message>
        <source>冻结哪一件？</source>
        <translation>Which one is to be frozen?</translation>
    </message>
    <message>
        <source>为什么冻结</source>
        <translation>Why it is frozen</translation>
    </message>
    <message>
        <source>放行运单 {number}</source>
        <translation>Release waybill {number}</translation>
    </message>
    <message>
        <source>异常件与冻结运单</source>
        <translation>Incidents and frozen waybills</translation>
    </message>
    <message>
        <source>是哪一类？</source>
        <translation>Which category?</translation>
    </message>
    <message>
        <source>按键或点选；处置卡和时限不变</source>
        <translation>Press a key or click; card and deadline stay</translation>
    </message>
    <message>
        <source>冻结运单</source>
        <translation>Freeze a waybill</translation>
    </message>
    <message>
        <source>新的异常件</source>
        <translation>New incident</translation>
    </message>
    <message>
        <source>没有待上报的异常件，也没有冻结的运单</source>
        <translation>No incident to report, and no frozen waybill</translation>
    </message>
    <message>
        <source>站长放行</source>
        <translation>Release (supervisor)</translation>
    </message>
    <message>
        <source>显示内容</source>
        <translation>Show what it is</translation>
    </message>
    <message>
        <source>{at} 由 {clerk} 冻结</source>
        <translation>Frozen {at} by {clerk}</translation>
    </message>
    <message>
        <source>不能收寄，不能交接；查清之后由站长放行</source>
        <translation>Neither accepted nor handed over; once it is cleared up, a supervisor releases it</translation>
    </message>
    <message>
        <source>运单号：{number}</source>
        <translation>Waybill: {number}</translation>
    </message>
    <message>
        <source>发现：{name}，数量 {count}</source>
        <translation>Found: {name}, quantity {count}</translation>
    </message>
    <message>
        <source>{at} 已上报</source>
        <translation>Reported {at}</translation>
    </message>
    <message>
        <source>按类别处理：是哪一类？</source>
        <translation>By category: which one?</translation>
    </message>
    <message>
        <source>按键或点选；拿不准就按 0，按最稳妥的办法处置</source>
        <translation>Press a key or click; 0 when in doubt: the most careful way</translation>
    </message>
    <message>
        <source>按此处置</source>
        <translation>Do as it says</translation>
    </message>
    <message>
        <source>处置卡</source>
        <translation>Handling card</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>{place}：按下后冻结并立即上报，再填情况</source>
        <translation>{place}: frozen and reported at once; the form comes after</translation>
    </message>
    <message>
        <source>不清楚是什么</source>
        <translation>Not known what it is</translation>
    </message>
    <message>
        <source>还不清楚是什么：按最稳妥的办法处置</source>
        <translation>Not known yet what it is: the most careful way</translation>
    </message>
    <message>
        <source>打电话给</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>稍候处理</source>
        <translation>One moment</translation>
    </message>
    <message>
        <source>资料核对中，请稍候</source>
        <translation>Checking the papers, one moment please</translation>
    </message>
    <message>
        <source>已冻结，件已离开</source>
        <translation>Frozen, parcel has left</translation>
    </message>
    <message>
        <source>已随 {carried} 于 {time} 离开，立即通知承运企业</source>
        <translation>left with {carried} at {time}: tell the carrier at once</translation>
    </message>
    <message>
        <source>还在本网点</source>
        <translation>still at this outlet</translation>
    </message>
    <message>
        <source>已冻结并上报，但快件已离开本网点：立即通知承运企业</source>
        <translation>Frozen and reported, but the parcel has left this outlet: tell the carrier at once</translation>
    </message>
    <message>
        <source>{number} 已离开</source>
        <translation>{number} has left</translation>
    </message>
    <message>
        <source>没有对应的快件：按下后立即上报，再填情况</source>
        <translation>No parcel: reported at once; the form comes after</translation>
    </message>
    <message>
        <source>没有对应的快件</source>
        <translation>No parcel</translation>
    </message>
</context>
<context>
    <name>inspection</name>
    <message>
        <source>验视</source>
        <translation>Inspection</translation>
    </message>
    <message>
        <source>撤掉</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>数量 {count}</source>
        <translation>Quantity {count}</translation>
    </message>
    <message>
        <source>数量</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>少一件</source>
        <translation>One fewer</translation>
    </message>
    <message>
        <source>多一件</source>
        <translation>One more</translation>
    </message>
    <message>
        <source>查名称</source>
        <translation>Name it</translation>
    </message>
    <message>
        <source>运输包装</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>拍内件</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>不符</source>
        <translation>Differs</translation>
    </message>
    <message>
        <source>拍封箱</source>
        <translation>Sealed</translation>
    </message>
    <message>
        <source>还要拍内件</source>
        <translation>Contents wanted</translation>
    </message>
    <message>
        <source>内件 {count} 张</source>
        <translation>Contents: {count}</translation>
    </message>
    <message>
        <source>内件与申报不符</source>
        <translation>Contents differ from what was declared</translation>
    </message>
    <message>
        <source>还要拍封箱</source>
        <translation>Sealed parcel wanted</translation>
    </message>
    <message>
        <source>内件相符，已封箱</source>
        <translation>Matches, sealed</translation>
    </message>
    <message>
        <source>不用拍内件</source>
        <translation>No contents photo</translation>
    </message>
    <message>
        <source>拍纸单</source>
        <translation>Photo of form</translation>
    </message>
    <message>
        <source>补录：以纸单照片代替</source>
        <translation>Late entry: the form&apos;s photo stands in</translation>
    </message>
    <message>
        <source>还要拍纸单</source>
        <translation>Photo of the form wanted</translation>
    </message>
    <message>
        <source>纸单已拍，写明内件相符</source>
        <translation>Form taken; it says that the contents match</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>退格</source>
        <translation>Backspace</translation>
    </message>
</context>
<context>
    <name>lane</name>
    <message>
        <source>待补</source>
        <translation>open</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>next</translation>
    </message>
    <message>
        <source>已齐</source>
        <translation>complete</translation>
    </message>
    <message>
        <source>不能收寄</source>
        <translation>not acceptable</translation>
    </message>
</context>
<context>
    <name>language</name>
    <message>
        <source>中文</source>
        <translation>English</translation>
    </message>
</context>
<context>
    <name>late_entry</name>
    <message>
        <source>{park} 先挂起，办现场的件 · {discard} 放弃</source>
        <translation>{park} put aside for who is here · {discard} give up</translation>
    </message>
    <message>
        <source>补录 · 纸单 {form} · {time} 由 {clerk} 受理 · 站长 {supervisor} 准许</source>
        <translation>Late entry · form {form} · accepted {time} by {clerk} · allowed by {supervisor}</translation>
    </message>
    <message>
        <source>补录</source>
        <translation>Late entry</translation>
    </message>
    <message>
        <source>纸质受理时间</source>
        <translation>Accepted on paper at</translation>
    </message>
    <message>
        <source>纸单单号</source>
        <translation>Number of the form</translation>
    </message>
    <message>
        <source>经手人工号</source>
        <translation>Clerk on the form</translation>
    </message>
    <message>
        <source>站长工号</source>
        <translation>Supervisor&apos;s number</translation>
    </message>
    <message>
        <source>站长口令</source>
        <translation>Supervisor&apos;s PIN</translation>
    </message>
    <message>
        <source>开始补录</source>
        <translation>Begin late entry</translation>
    </message>
    <message>
        <source>一张纸单补录一件；证件、验视、登记一项不减。空白纸单在“告知”页打印</source>
        <translation>One form, one parcel; document, inspection and record as ever. Blank forms are printed on the page “Notices”</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>补录：电脑不能用时在纸单上受理的件</source>
        <translation>Late entry: parcels accepted on paper while the PC was down</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>异常件</source>
        <translation>incident</translation>
    </message>
    <message>
        <source>数据中断</source>
        <translation>data interruption</translation>
    </message>
    <message>
        <source>收寄</source>
        <translation>acceptance</translation>
    </message>
    <message>
        <source>拒收</source>
        <translation>refusal</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>correction</translation>
    </message>
    <message>
        <source>交接</source>
        <translation>handover</translation>
    </message>
    <message>
        <source>抽查答复</source>
        <translation>spot-check answer</translation>
    </message>
    <message>
        <source>通知已读</source>
        <translation>notice read</translation>
    </message>
    <message>
        <source>设备状况</source>
        <translation>device health</translation>
    </message>
    <message>
        <source>换电脑</source>
        <translation>change of PC</translation>
    </message>
</context>
<context>
    <name>next</name>
    <message>
        <source>都齐了，可以收寄</source>
        <translation>Complete, ready to accept</translation>
    </message>
    <message>
        <source>按 {finish} 完成收寄</source>
        <translation>Press {finish} to finish</translation>
    </message>
    <message>
        <source>之后还缺 {count} 项</source>
        <translation>then {count} more</translation>
    </message>
    <message>
        <source>完成收寄</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>内件相符就封箱，运单朝上，按 {finish} 拍照并完成；不符按 {differs}</source>
        <translation>If it matches, seal it, waybill up, press {finish}; if not, {differs}</translation>
    </message>
    <message>
        <source>{item}：{reason}</source>
        <translation>{item}: {reason}</translation>
    </message>
    <message>
        <source>《{law}》{article}</source>
        <translation>{law}, {article}</translation>
    </message>
    <message>
        <source>封箱拍照并完成</source>
        <translation>Photo, finish</translation>
    </message>
    <message>
        <source>按 {incident} 继续</source>
        <translation>Press {incident} to go on</translation>
    </message>
    <message>
        <source>资料核对中</source>
        <translation>Checking the data</translation>
    </message>
    <message>
        <source>整张纸单放到镜头下，按 {finish} 拍照并完成</source>
        <translation>Put the whole form under the camera and press {finish} to photograph it and finish</translation>
    </message>
    <message>
        <source>拍纸单并完成</source>
        <translation>Photograph form and finish</translation>
    </message>
</context>
<context>
    <name>notice</name>
    <message>
        <source>已收寄 {number}</source>
        <translation>Accepted {number}</translation>
    </message>
    <message>
        <source>{time} 已存好，等待上传。可以办下一件</source>
        <translation>Kept at {time}, waiting to be sent. Ready for the next</translation>
    </message>
    <message>
        <source>已拒收 {number}</source>
        <translation>Refused {number}</translation>
    </message>
    <message>
        <source>{number} 已经收寄过</source>
        <translation>{number} was accepted before</translation>
    </message>
    <message>
        <source>{date} {time} 由工号 {clerk} 收寄。核对面单，换一张再扫</source>
        <translation>On {date} at {time} by clerk {clerk}. Check the label and scan a new one</translation>
    </message>
    <message>
        <source>{number} 读错了：校验位不对</source>
        <translation>{number} misread: wrong check digit</translation>
    </message>
    <message>
        <source>再扫一次</source>
        <translation>Scan again</translation>
    </message>
    <message>
        <source>扫到另一个运单 {number}</source>
        <translation>Another waybill: {number}</translation>
    </message>
    <message>
        <source>本件是 {current}。要换成新的，再扫一次新面单</source>
        <translation>This parcel has {current}. To change it, scan the new label once more</translation>
    </message>
    <message>
        <source>问明后按 {answer}，再按数字选原因；说不清就按 {refuse} 拒收</source>
        <translation>Ask about it, press {answer}, then a digit for the reason; if unclear press {refuse} to refuse</translation>
    </message>
</context>
<context>
    <name>notice_page</name>
    <message>
        <source>告知</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>打印这一张</source>
        <translation>Print this sheet</translation>
    </message>
    <message>
        <source>存成 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>个人信息处理告知书</source>
        <translation>Notice on personal data</translation>
    </message>
    <message>
        <source>禁寄物品公示</source>
        <translation>Prohibited goods</translation>
    </message>
    <message>
        <source>贴在柜台，或打印一张交给寄件人：谁在处理、为什么、保存多久、有什么权利</source>
        <translation>Put it up at the counter, or print one for the sender: who processes the data, why, how long it is kept, which rights there are</translation>
    </message>
    <message>
        <source>贴在柜台看得见的地方；文字来自现行规则包</source>
        <translation>Put it up where it is seen at the counter; its words come from the policy pack in force</translation>
    </message>
    <message>
        <source>横线处请手写：登记时没有填的内容</source>
        <translation>Write by hand on the lines what was not told when the outlet was registered</translation>
    </message>
    <message>
        <source>已送到打印机</source>
        <translation>Sent to the printer</translation>
    </message>
    <message>
        <source>已存成 PDF</source>
        <translation>Saved as a PDF</translation>
    </message>
    <message>
        <source>看{title}</source>
        <translation>Show: {title}</translation>
    </message>
    <message>
        <source>纸质受理单</source>
        <translation>Paper form</translation>
    </message>
    <message>
        <source>提前打印备在柜台：电脑不能用时一件一张照填，恢复后在“中断”页补录</source>
        <translation>Print some and keep them at the counter: one for each parcel while the PC is down, entered on the page “Interruptions” afterwards</translation>
    </message>
</context>
<context>
    <name>outages</name>
    <message>
        <source>正常</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>关注</source>
        <translation>watch</translation>
    </message>
    <message>
        <source>预警</source>
        <translation>warning</translation>
    </message>
    <message>
        <source>中断</source>
        <translation>interrupted</translation>
    </message>
    <message>
        <source>数据风险 {level}</source>
        <translation>Data risk: {level}</translation>
    </message>
    <message>
        <source>{why}；{todo}</source>
        <translation>{why}; {todo}</translation>
    </message>
    <message>
        <source>照此下去 {time} 到“{level}”</source>
        <translation>At this pace “{level}” on {time}</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>最早一条记录已等了 {span}，还没有送达</source>
        <translation>The oldest record has waited {span} and has not arrived</translation>
    </message>
    <message>
        <source>连续 {value} 次没有传成：{cause}</source>
        <translation>{value} attempts in a row failed: {cause}</translation>
    </message>
    <message>
        <source>积压 {value} 条记录</source>
        <translation>{value} records wait</translation>
    </message>
    <message>
        <source>按近一天的收寄量，{value} 小时内积压到预警线</source>
        <translation>At the last day&apos;s pace the backlog is at its warning within {value} h</translation>
    </message>
    <message>
        <source>按近一周的用量，磁盘还够 {value} 天</source>
        <translation>At the last week&apos;s pace the disk lasts {value} more days</translation>
    </message>
    <message>
        <source>磁盘只剩 {size} GB</source>
        <translation>Only {size} GB left on the disk</translation>
    </message>
    <message>
        <source>正在用电池，剩 {value}%</source>
        <translation>Running on the battery, {value}% left</translation>
    </message>
    <message>
        <source>省系统的回执密钥还有 {value} 天到期</source>
        <translation>The province&apos;s receipt key expires in {value} days</translation>
    </message>
    <message>
        <source>本终端的登记还有 {value} 天到期</source>
        <translation>This terminal&apos;s enrolment expires in {value} days</translation>
    </message>
    <message>
        <source>电脑时钟差了 {value} 秒</source>
        <translation>The PC&apos;s clock is off by {value} s</translation>
    </message>
    <message>
        <source>不能用的设备：{devices}</source>
        <translation>Devices that cannot be used: {devices}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>磁盘满了就不能再收寄</source>
        <translation>With a full disk no parcel can be accepted</translation>
    </message>
    <message>
        <source>电用完会关机，已保存的不会丢</source>
        <translation>When it is empty the PC stops; what is saved is safe</translation>
    </message>
    <message>
        <source>到期后送达不能确认</source>
        <translation>After that nothing can be confirmed as delivered</translation>
    </message>
    <message>
        <source>到期后省系统不再接收</source>
        <translation>After that the province takes nothing</translation>
    </message>
    <message>
        <source>再差下去省系统会拒收</source>
        <translation>Further off, the province refuses what is sent</translation>
    </message>
    <message>
        <source>照常收寄，系统会自动再试</source>
        <translation>Accept parcels as ever; it tries again by itself</translation>
    </message>
    <message>
        <source>照常查验、验视、收寄；检查网线、路由器和手机信号，联网后自动补传</source>
        <translation>Check, inspect and accept as ever; look at cable, router and mobile signal. It all goes out by itself once there is a network</translation>
    </message>
    <message>
        <source>保持联网，按先后自动补传，不用守着</source>
        <translation>Stay connected; it goes out in order, nobody has to watch it</translation>
    </message>
    <message>
        <source>尽快恢复网络；照常收寄，不要少登记</source>
        <translation>Get the network back; accept and register as ever</translation>
    </message>
    <message>
        <source>请技术员清理磁盘或换大盘</source>
        <translation>Have a technician clear the disk or fit a larger one</translation>
    </message>
    <message>
        <source>马上清理磁盘：删下载和视频，不要动本程序的文件夹</source>
        <translation>Clear the disk now: downloads and videos, never this program&apos;s folder</translation>
    </message>
    <message>
        <source>接上电源</source>
        <translation>Plug it in</translation>
    </message>
    <message>
        <source>联系管理员更新密钥</source>
        <translation>Ask the administrator for the new key</translation>
    </message>
    <message>
        <source>联系管理员续办登记</source>
        <translation>Ask the administrator to renew the enrolment</translation>
    </message>
    <message>
        <source>打开系统的自动对时</source>
        <translation>Turn on the system&apos;s automatic time</translation>
    </message>
    <message>
        <source>检查接线，拔下再插一次；不行请联系技术员</source>
        <translation>Check the cable, unplug it and plug it in again; else call a technician</translation>
    </message>
    <message>
        <source>{days} 天 {hours} 小时</source>
        <translation>{days} d {hours} h</translation>
    </message>
    <message>
        <source>{hours} 小时 {minutes} 分</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{minutes} 分钟</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>提前通知</source>
        <translation>Advance notice</translation>
    </message>
    <message>
        <source>撤回通知</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>中断报告（自动）</source>
        <translation>Interruption (by itself)</translation>
    </message>
    <message>
        <source>情况报告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>恢复报告（自动）</source>
        <translation>Restored (by itself)</translation>
    </message>
    <message>
        <source>已回执 {time}</source>
        <translation>Receipt {time}</translation>
    </message>
    <message>
        <source>本终端</source>
        <translation>This terminal</translation>
    </message>
    <message>
        <source>整个网点</source>
        <translation>Whole outlet</translation>
    </message>
    <message>
        <source>原因未报</source>
        <translation>No cause told yet</translation>
    </message>
    <message>
        <source>发生中断</source>
        <translation>Interruption</translation>
    </message>
    <message>
        <source>计划停用</source>
        <translation>Planned</translation>
    </message>
    <message>
        <source>进行中</source>
        <translation>Going on</translation>
    </message>
    <message>
        <source>已恢复，迟报 {count} 条</source>
        <translation>Over, {count} late</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>未开始</source>
        <translation>Ahead</translation>
    </message>
    <message>
        <source>已过</source>
        <translation>Past</translation>
    </message>
    <message>
        <source>先选原因</source>
        <translation>Pick a cause first</translation>
    </message>
    <message>
        <source>开始时间不对：通知要在开始之前</source>
        <translation>The beginning cannot be right: a notice comes before it</translation>
    </message>
    <message>
        <source>结束时间要在开始之后，也不能太久</source>
        <translation>The end comes after the beginning, and not too long after</translation>
    </message>
    <message>
        <source>有一项措施不在规则里</source>
        <translation>One of the measures is not in the rules</translation>
    </message>
    <message>
        <source>说明太长</source>
        <translation>The words are too long</translation>
    </message>
    <message>
        <source>开始时间</source>
        <translation>Begins</translation>
    </message>
    <message>
        <source>预计结束</source>
        <translation>Expected end</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Words</translation>
    </message>
    <message>
        <source>补充说明，可不填；不要写寄件人的信息</source>
        <translation>More to say, if anything; nothing about senders</translation>
    </message>
    <message>
        <source>发出</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>提前通知（计划停用）</source>
        <translation>Advance notice of a planned outage</translation>
    </message>
    <message>
        <source>中断情况报告</source>
        <translation>Report of an interruption</translation>
    </message>
    <message>
        <source>数字键选原因，字母键选措施；先于记录发往省系统</source>
        <translation>Digits pick the cause, letters the measures; it is sent before the records</translation>
    </message>
    <message>
        <source>数字键选原因，字母键选措施；知道得更多时可以再报</source>
        <translation>Digits pick the cause, letters the measures; report again when more is known</translation>
    </message>
    <message>
        <source>按模板</source>
        <translation>Templates</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>措施</source>
        <translation>Measures</translation>
    </message>
    <message>
        <source>数据中断风险：{level}</source>
        <translation>Risk: {level}</translation>
    </message>
    <message>
        <source>{time} 的情况</source>
        <translation>as of {time}</translation>
    </message>
    <message>
        <source>记录都在按时送达，没有要担心的</source>
        <translation>Records arrive in time; nothing to worry about</translation>
    </message>
    <message>
        <source>断网时照常查验证件、验视、登记：没有放宽这一说</source>
        <translation>Without a network all checks stay as they are: nothing is relaxed</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Begins</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>进展</source>
        <translation>Standing</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>通知或报告</source>
        <translation>Notice or report</translation>
    </message>
    <message>
        <source>报告人</source>
        <translation>Told by</translation>
    </message>
    <message>
        <source>回执</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>终端自动</source>
        <translation>by itself</translation>
    </message>
    <message>
        <source>范围：{scope}</source>
        <translation>Scope: {scope}</translation>
    </message>
    <message>
        <source>措施：{measures}</source>
        <translation>Measures: {measures}</translation>
    </message>
    <message>
        <source>计划 {begins} 至 {ends}</source>
        <translation>Planned {begins} to {ends}</translation>
    </message>
    <message>
        <source>{begins} 起没有送达，{noticed} 发现</source>
        <translation>Nothing arrived from {begins}, noticed {noticed}</translation>
    </message>
    <message>
        <source>，{restored} 恢复连通</source>
        <translation>, back {restored}</translation>
    </message>
    <message>
        <source>，{ended} 补传完毕</source>
        <translation>, all delivered {ended}</translation>
    </message>
    <message>
        <source>中断和通知</source>
        <translation>Interruptions and notices</translation>
    </message>
    <message>
        <source>通知、报告和回执</source>
        <translation>Notices, reports and receipts</translation>
    </message>
    <message>
        <source>数据中断</source>
        <translation>Interruptions</translation>
    </message>
    <message>
        <source>报告中断情况</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>存成 PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>通知和报告都先于记录发往省系统</source>
        <translation>Notices and reports go to the province before the records</translation>
    </message>
    <message>
        <source>数据中断：风险、通知和报告</source>
        <translation>Interruptions: risk, notices and reports</translation>
    </message>
    <message>
        <source>通知已签名排队，联网即先行送出</source>
        <translation>The notice is signed and queued; it goes first once there is a network</translation>
    </message>
    <message>
        <source>通知已排队；提前得比要求的少，照样送出</source>
        <translation>The notice is queued; it is shorter than asked for and goes all the same</translation>
    </message>
    <message>
        <source>报告已签名排队；断网时可打印后送交</source>
        <translation>The report is signed and queued; without a network it can be handed in on paper</translation>
    </message>
    <message>
        <source>通知已撤回</source>
        <translation>The notice is withdrawn</translation>
    </message>
    <message>
        <source>已送到打印机</source>
        <translation>Sent to the printer</translation>
    </message>
    <message>
        <source>已存成 PDF</source>
        <translation>Saved as a PDF</translation>
    </message>
    <message>
        <source>还没有通知或报告可以打印</source>
        <translation>There is no notice or report to print yet</translation>
    </message>
    <message>
        <source>只有提前通知能撤回</source>
        <translation>Only an advance notice can be withdrawn</translation>
    </message>
    <message>
        <source>再按一次 {discard}，撤回这份通知</source>
        <translation>Press {discard} once more to withdraw this notice</translation>
    </message>
    <message>
        <source>补录</source>
        <translation>Late entry</translation>
    </message>
</context>
<context>
    <name>panel</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>按数字选原因，这一件随即拒收；已拍的照片留作证据，寄件人信息不保留</source>
        <translation>A digit picks the reason and refuses the parcel. Photos stay as evidence, the sender&apos;s data is not kept</translation>
    </message>
    <message>
        <source>为什么拒收？</source>
        <translation>Why is it refused?</translation>
    </message>
    <message>
        <source>扫错了、不寄了才放弃：本件的照片和证件信息会删掉，不收寄也不上报。要留记录请用拒收</source>
        <translation>Only for a wrong scan or a change of mind: photos and identity are deleted, nothing is reported. To keep a record, refuse it</translation>
    </message>
    <message>
        <source>放弃这一件？</source>
        <translation>Give this parcel up?</translation>
    </message>
    <message>
        <source>确定放弃</source>
        <translation>Give it up</translation>
    </message>
    <message>
        <source>运单、证件、照片先后不限。扫码和读证随时有效，不用先点哪一栏</source>
        <translation>Waybill, document and photo come in any order. Scans and cards always work; no need to click a field</translation>
    </message>
    <message>
        <source>这一步怎么办</source>
        <translation>What to do now</translation>
    </message>
    <message>
        <source>完成收寄</source>
        <translation>accept the parcel</translation>
    </message>
    <message>
        <source>输入手机号</source>
        <translation>phone number</translation>
    </message>
    <message>
        <source>选内件类别</source>
        <translation>item category</translation>
    </message>
    <message>
        <source>数量加减</source>
        <translation>quantity up, down</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>take a photo</translation>
    </message>
    <message>
        <source>撤掉最后一张照片</source>
        <translation>remove the last photo</translation>
    </message>
    <message>
        <source>拒收，再按数字选原因</source>
        <translation>refuse, then a digit</translation>
    </message>
    <message>
        <source>挂起本件；柜台空着时取回</source>
        <translation>park; take up when free</translation>
    </message>
    <message>
        <source>同一寄件人再寄一件</source>
        <translation>same sender again</translation>
    </message>
    <message>
        <source>手输运单号</source>
        <translation>type the waybill</translation>
    </message>
    <message>
        <source>换快递企业</source>
        <translation>change the carrier</translation>
    </message>
    <message>
        <source>放弃本件</source>
        <translation>give the parcel up</translation>
    </message>
    <message>
        <source>锁定，换人登录</source>
        <translation>lock, change clerk</translation>
    </message>
    <message>
        <source>全屏</source>
        <translation>full screen</translation>
    </message>
    <message>
        <source>查看记录</source>
        <translation>records</translation>
    </message>
    <message>
        <source>证件正面朝上放进框里，拍到合适的画面会自动识别；认不准的内容会请你核对</source>
        <translation>Place the document face up in the frame; a good picture is read by itself; you will be asked to check what is unsure</translation>
    </message>
    <message>
        <source>拍证件</source>
        <translation>Photograph</translation>
    </message>
    <message>
        <source>马上识别</source>
        <translation>Read now</translation>
    </message>
    <message>
        <source>正在识别，请稍等</source>
        <translation>Reading, please wait</translation>
    </message>
    <message>
        <source>按数字选。委托交寄先读经办人（到场的人）的证件，再读委托人的；信件不查身份，也不拍内容</source>
        <translation>Press a digit. For entrusted sending, read the document of the person here first, then the principal&apos;s; letters need no identity check and are not photographed</translation>
    </message>
    <message>
        <source>谁在寄，怎么寄？</source>
        <translation>Who sends, and how?</translation>
    </message>
    <message>
        <source>对调：刚才两份证件的先后反了</source>
        <translation>Swap: the two documents were in the wrong order</translation>
    </message>
    <message>
        <source>单位或协议客户（{key}）</source>
        <translation>Organisation or agreement customer ({key})</translation>
    </message>
    <message>
        <source>按拼音首字母缩小范围，再按数字选；也可以扫信用代码或协议编号</source>
        <translation>Narrow the list by pinyin initials, then press a digit; or scan the credit code or agreement number</translation>
    </message>
    <message>
        <source>哪个单位寄？</source>
        <translation>Which organisation sends?</translation>
    </message>
    <message>
        <source>（全部）</source>
        <translation>(all)</translation>
    </message>
    <message>
        <source>首字母：{text}</source>
        <translation>Initials: {text}</translation>
    </message>
    <message>
        <source>按键选一项；选的内容记入本件并上报</source>
        <translation>Press a key to choose; the choice is recorded with this parcel and reported</translation>
    </message>
    <message>
        <source>写明情况</source>
        <translation>Explain</translation>
    </message>
    <message>
        <source>到场的人和委托人是什么关系？</source>
        <translation>How are this person and the principal related?</translation>
    </message>
    <message>
        <source>寄件人同意人脸辅助比对吗？</source>
        <translation>Does the sender agree to face comparison?</translation>
    </message>
    <message>
        <source>寄件人明确同意</source>
        <translation>The sender clearly agrees</translation>
    </message>
    <message>
        <source>不同意，由收寄员核对</source>
        <translation>No, the clerk compares</translation>
    </message>
    <message>
        <source>确认当前要核对的一项</source>
        <translation>Confirm the current check</translation>
    </message>
    <message>
        <source>委托、信件等交寄方式</source>
        <translation>Entrusted, letter and other ways</translation>
    </message>
    <message>
        <source>选单位或协议客户</source>
        <translation>Choose an organisation or customer</translation>
    </message>
    <message>
        <source>拍证件识别</source>
        <translation>Photograph and read it</translation>
    </message>
    <message>
        <source>手工录入证件</source>
        <translation>Type in the document</translation>
    </message>
    <message>
        <source>录入面单姓名</source>
        <translation>Type the label name</translation>
    </message>
    <message>
        <source>录入寄件地址</source>
        <translation>Type the sender&apos;s address</translation>
    </message>
    <message>
        <source>写明原因或关系</source>
        <translation>Explain reason or relation</translation>
    </message>
    <message>
        <source>请站长决定</source>
        <translation>Ask the supervisor</translation>
    </message>
    <message>
        <source>登记为收寄员本人证件</source>
        <translation>Register as clerk&apos;s own document</translation>
    </message>
    <message>
        <source>确定</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>照面单原样录入寄件人姓名（或单位名），系统与证件比对；空格、全角、繁简写法不同不要紧</source>
        <translation>Type the sender (person or organisation) as on the label; the system compares it with the document; spaces, full-width and traditional characters do not matter</translation>
    </message>
    <message>
        <source>面单上的寄件人是谁？</source>
        <translation>Who is the sender on the label?</translation>
    </message>
    <message>
        <source>寄件地址与证件住址不同时填写，下次自动带出；留空表示用证件住址</source>
        <translation>Only if the address differs from the document; it is filled in next time; empty means the document&apos;s address</translation>
    </message>
    <message>
        <source>寄件地址</source>
        <translation>Sender&apos;s address</translation>
    </message>
    <message>
        <source>由站长本人输入工号和口令。这句话记入本件、留痕，并上报省系统；收寄员不能代办</source>
        <translation>The supervisor types number and PIN in person. This statement is recorded with the parcel, logged, and reported to the province; a clerk cannot do it instead</translation>
    </message>
    <message>
        <source>站长工号</source>
        <translation>Supervisor number</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>确认这是有效证件</source>
        <translation>Confirm it is valid</translation>
    </message>
    <message>
        <source>这种证件不在常用清单里，要由站长看过后确认</source>
        <translation>This document is not on the usual list; the supervisor must see and confirm it</translation>
    </message>
    <message>
        <source>输完口令，再选原因</source>
        <translation>After the PIN, choose a reason</translation>
    </message>
    <message>
        <source>输完口令按 Enter</source>
        <translation>After the PIN, press Enter</translation>
    </message>
    <message>
        <source>芯片和拍照都读不了时才手录；性别和出生由号码得出，不用再填。手录要写明原因，并会上报</source>
        <translation>Type it in only if chip and photo both fail; sex and birth come from the number. Typing it in needs a reason and is reported</translation>
    </message>
    <message>
        <source>证件种类</source>
        <translation>Document kind</translation>
    </message>
    <message>
        <source>请选原因</source>
        <translation>Choose a reason</translation>
    </message>
    <message>
        <source>手录原因</source>
        <translation>Reason for typing</translation>
    </message>
    <message>
        <source>性别不明</source>
        <translation>Sex unknown</translation>
    </message>
    <message>
        <source>男</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>女</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>出生日期</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>国籍代码（三个字母）</source>
        <translation>Country code (3 letters)</translation>
    </message>
    <message>
        <source>有效期至</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>长期</source>
        <translation>No expiry</translation>
    </message>
    <message>
        <source>采用</source>
        <translation>Use</translation>
    </message>
    <message>
        <source>照证件原样输入号码，种类会自动认出</source>
        <translation>Type the number as on the document; the kind is recognised by itself</translation>
    </message>
    <message>
        <source>国籍</source>
        <translation>Nationality</translation>
    </message>
    <message>
        <source>还有没填对的，已标红</source>
        <translation>Some fields are not right yet, marked red</translation>
    </message>
    <message>
        <source>念给寄件人听：证件照和本人只在本机比一次，不保存、不上传，只供参考；不同意也能寄</source>
        <translation>Read to the sender: the computer can compare the document&apos;s photo with you, once and on this PC only; nothing is kept or sent; it only advises the clerk. You may decline and still send</translation>
    </message>
    <message>
        <source>谁在哪台机器上过的，由人登记；系统不会自动填写。没有过机就不要登记通过</source>
        <translation>A person records who screened it on which machine; nothing is filled in by itself. Do not record a pass that did not happen</translation>
    </message>
    <message>
        <source>过机安检</source>
        <translation>Screening</translation>
    </message>
    <message>
        <source>安检机编号</source>
        <translation>Machine number</translation>
    </message>
    <message>
        <source>安检员姓名或工号</source>
        <translation>Inspector&apos;s name or number</translation>
    </message>
    <message>
        <source>沿用上次的</source>
        <translation>Same as last time</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>上次：{machine} · {inspector}</source>
        <translation>Last time: {machine} · {inspector}</translation>
    </message>
    <message>
        <source>在哪里</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>安检机</source>
        <translation>Machine</translation>
    </message>
    <message>
        <source>安检员</source>
        <translation>Inspector</translation>
    </message>
    <message>
        <source>填写</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>拒收：{reason}</source>
        <translation>Refuse: {reason}</translation>
    </message>
    <message>
        <source>查物品名称，填数量、形态和证明</source>
        <translation>Name the goods: amount, form, papers</translation>
    </message>
    <message>
        <source>运输、寄往、包装和重量</source>
        <translation>Transport, destination, packaging, weight</translation>
    </message>
    <message>
        <source>登记过机安检</source>
        <translation>Record a screening</translation>
    </message>
    <message>
        <source>内件与申报不符</source>
        <translation>Contents differ from what was declared</translation>
    </message>
    <message>
        <source>再拍一张内件</source>
        <translation>One more picture of the contents</translation>
    </message>
    <message>
        <source>照寄件人说的登记，拼音、首字母都能查；↑↓ 选，Enter 定；空着按 Enter 就办完</source>
        <translation>As the sender says; pinyin and initials find it too. ↑↓ pick, Enter takes; Enter on an empty field ends</translation>
    </message>
    <message>
        <source>物品名称</source>
        <translation>Goods</translation>
    </message>
    <message>
        <source>选一项记一项，按 {cancel} 返回；包装和重量可以不填</source>
        <translation>Each choice is kept at once; {cancel} goes back. Packaging and weight may be left out</translation>
    </message>
    <message>
        <source>怎么走，怎么包？</source>
        <translation>How does it travel, how is it packed?</translation>
    </message>
    <message>
        <source>包装是重复使用的</source>
        <translation>Packaging is reused</translation>
    </message>
    <message>
        <source>填重量</source>
        <translation>Type the weight</translation>
    </message>
    <message>
        <source>重量（克）</source>
        <translation>Weight (g)</translation>
    </message>
    <message>
        <source>克</source>
        <translation>g</translation>
    </message>
    <message>
        <source>运输</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>寄往</source>
        <translation>Sent to</translation>
    </message>
    <message>
        <source>包装</source>
        <translation>Packaging</translation>
    </message>
    <message>
        <source>重量</source>
        <translation>Weight</translation>
    </message>
    <message>
        <source>危险或违法物品：先看处置卡</source>
        <translation>Dangerous or criminal: the handling card first</translation>
    </message>
    <message>
        <source>没有打印出来：可存成 PDF 另行打印，或把短码写在面单上；二维码可以直接扫屏幕查验</source>
        <translation>Nothing was printed: save it as a PDF and print it elsewhere, or write the short code on the waybill; the QR code can be verified from the screen</translation>
    </message>
    <message>
        <source>上一件的验视标识</source>
        <translation>Inspection mark of the last parcel</translation>
    </message>
    <message>
        <source>再打印</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>存成 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>打印上一件的验视标识</source>
        <translation>Print the last parcel&apos;s inspection mark</translation>
    </message>
    <message>
        <source>按数字选本件的运单，或在画面上点一下；选错了，用扫描枪把对的扫两次</source>
        <translation>Press the digit of this parcel&apos;s waybill, or tap it in the picture; if it was the wrong one, scan the right one twice</translation>
    </message>
    <message>
        <source>画面里有几张运单，哪张是本件？</source>
        <translation>Several waybills are in view. Which is this parcel&apos;s?</translation>
    </message>
</context>
<context>
    <name>photo</name>
    <message>
        <source>刚拍的照片</source>
        <translation>The new photo</translation>
    </message>
    <message>
        <source>以前的照片</source>
        <translation>The earlier photo</translation>
    </message>
    <message>
        <source>原照片已按期清除，只留指纹</source>
        <translation>The earlier photo was purged on time; only its fingerprint is left</translation>
    </message>
    <message>
        <source>刚拍的</source>
        <translation>New</translation>
    </message>
    <message>
        <source>重拍</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>写明原因留用</source>
        <translation>Keep with a reason</translation>
    </message>
    <message>
        <source>不要了</source>
        <translation>Let it go</translation>
    </message>
    <message>
        <source>以前的：{date} {time}</source>
        <translation>Earlier: {date} {time}</translation>
    </message>
    <message>
        <source>以前的</source>
        <translation>Earlier</translation>
    </message>
</context>
<context>
    <name>practice</name>
    <message>
        <source>收寄</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>拒收：{reason}</source>
        <translation>Refuse: {reason}</translation>
    </message>
    <message>
        <source>按异常件处置并报告</source>
        <translation>Handle as an incident and report</translation>
    </message>
    <message>
        <source>先请出示证明文件</source>
        <translation>Ask for the papers first</translation>
    </message>
    <message>
        <source>先打开细看</source>
        <translation>Open and look closely first</translation>
    </message>
    <message>
        <source>重拍这张照片</source>
        <translation>Take this photo again</translation>
    </message>
    <message>
        <source>答对了</source>
        <translation>Right</translation>
    </message>
    <message>
        <source>不对，应当：{answer}</source>
        <translation>Wrong; right is: {answer}</translation>
    </message>
    <message>
        <source>依据：{law}</source>
        <translation>By: {law}</translation>
    </message>
    <message>
        <source>没有与现行规则相符的练习题</source>
        <translation>No practice case fits the rules in force</translation>
    </message>
    <message>
        <source>答完了：{count} 题答对 {right} 题</source>
        <translation>Done: {right} of {count} right</translation>
    </message>
    <message>
        <source>练习题</source>
        <translation>Practice cases</translation>
    </message>
    <message>
        <source>箱子里的样子</source>
        <translation>What the box looks like</translation>
    </message>
    <message>
        <source>怎么办？</source>
        <translation>What do you do?</translation>
    </message>
    <message>
        <source>下一题</source>
        <translation>Next case</translation>
    </message>
    <message>
        <source>回到柜台</source>
        <translation>Back to the counter</translation>
    </message>
    <message>
        <source>第 {number} 题 / 共 {count} 题 · 已答对 {right}</source>
        <translation>Case {number} of {count} · {right} right so far</translation>
    </message>
    <message>
        <source>再来一轮</source>
        <translation>Another round</translation>
    </message>
    <message>
        <source>正在画…</source>
        <translation>Drawing…</translation>
    </message>
    <message>
        <source>这一题没有图</source>
        <translation>This case has no picture</translation>
    </message>
    <message>
        <source>寄件人说：{words}</source>
        <translation>The sender says: {words}</translation>
    </message>
</context>
<context>
    <name>preview</name>
    <message>
        <source>上一页</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>第 {page} 页 / 共 {count} 页</source>
        <translation>Page {page} of {count}</translation>
    </message>
</context>
<context>
    <name>printing</name>
    <message>
        <source>禁寄物品公示</source>
        <translation>Prohibited goods</translation>
    </message>
    <message>
        <source>验视标识</source>
        <translation>Inspection mark</translation>
    </message>
    <message>
        <source>演练 无效</source>
        <translation>TRAINING, not valid</translation>
    </message>
    <message>
        <source>已验视</source>
        <translation>Inspected</translation>
    </message>
    <message>
        <source>已安检</source>
        <translation>Screened</translation>
    </message>
    <message>
        <source>验视人 {number}</source>
        <translation>By {number}</translation>
    </message>
    <message>
        <source>单号尾 {tail}</source>
        <translation>Waybill …{tail}</translation>
    </message>
    <message>
        <source>个人信息处理告知书</source>
        <translation>Notice on personal data</translation>
    </message>
    <message>
        <source>交接单</source>
        <translation>Handover manifest</translation>
    </message>
    <message>
        <source>快件交接单</source>
        <translation>Handover manifest</translation>
    </message>
    <message>
        <source>网点 {name}</source>
        <translation>Outlet {name}</translation>
    </message>
    <message>
        <source>备案号 {number}</source>
        <translation>Filing no. {number}</translation>
    </message>
    <message>
        <source>快递企业 {name}</source>
        <translation>Carrier {name}</translation>
    </message>
    <message>
        <source>车辆 {vehicle}</source>
        <translation>Vehicle {vehicle}</translation>
    </message>
    <message>
        <source>集包 {bag}</source>
        <translation>Bag {bag}</translation>
    </message>
    <message>
        <source>驾驶员 {driver}</source>
        <translation>Driver {driver}</translation>
    </message>
    <message>
        <source>交件人 {number}</source>
        <translation>Handed over by {number}</translation>
    </message>
    <message>
        <source>时间 {time}</source>
        <translation>Time {time}</translation>
    </message>
    <message>
        <source>件数 {count}</source>
        <translation>Parcels {count}</translation>
    </message>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>运单号</source>
        <translation>Waybill number</translation>
    </message>
    <message>
        <source>快递企业</source>
        <translation>Carrier</translation>
    </message>
    <message>
        <source>重量（公斤）</source>
        <translation>Weight (kg)</translation>
    </message>
    <message>
        <source>安检</source>
        <translation>Screening</translation>
    </message>
    <message>
        <source>双方已逐件核对：单号相符，封装完好，件数相符。</source>
        <translation>Checked one by one by both sides: the numbers agree, the parcels are closed and undamaged, the count is right.</translation>
    </message>
    <message>
        <source>交件人签名</source>
        <translation>Handed over by (signature)</translation>
    </message>
    <message>
        <source>接收人签名</source>
        <translation>Received by (signature)</translation>
    </message>
    <message>
        <source>日期时间</source>
        <translation>Date and time</translation>
    </message>
    <message>
        <source>第 {page} 页 / 共 {count} 页</source>
        <translation>Page {page} of {count}</translation>
    </message>
    <message>
        <source>记录 {id} 摘要 {digest}</source>
        <translation>Record {id} digest {digest}</translation>
    </message>
    <message>
        <source>PDF 存到哪里？</source>
        <translation>Where should the PDF go?</translation>
    </message>
    <message>
        <source>数据中断 {title}</source>
        <translation>Data interruption: {title}</translation>
    </message>
    <message>
        <source>终端 {id}</source>
        <translation>Terminal {id}</translation>
    </message>
    <message>
        <source>中断期间照常查验证件、收寄验视和登记：程序不放宽任何一项。</source>
        <translation>During the interruption documents are checked, contents inspected and all recorded as ever: the program relaxes nothing.</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Begins</translation>
    </message>
    <message>
        <source>预计结束</source>
        <translation>Expected end</translation>
    </message>
    <message>
        <source>恢复连通</source>
        <translation>Link back</translation>
    </message>
    <message>
        <source>补传完毕</source>
        <translation>All delivered</translation>
    </message>
    <message>
        <source>当时待传</source>
        <translation>Waiting then</translation>
    </message>
    <message>
        <source>迟报记录</source>
        <translation>Late records</translation>
    </message>
    <message>
        <source>措施</source>
        <translation>Measures</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Words</translation>
    </message>
    <message>
        <source>报告人</source>
        <translation>Told by</translation>
    </message>
    <message>
        <source>报告时间</source>
        <translation>Told at</translation>
    </message>
    <message>
        <source>省系统回执</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>尚未收到</source>
        <translation>not received yet</translation>
    </message>
    <message>
        <source>二维码里是这份报告的电子原文，由本终端签名。</source>
        <translation>The code holds the electronic report itself, signed by this terminal.</translation>
    </message>
    <message>
        <source>断网时可凭本页或照片报送：省系统扫码即可验明出自哪台终端、一字未改，并收作正式报告。</source>
        <translation>Without a network this page or a photograph of it may be handed in: the province scans it, sees which terminal made it and that nothing was changed, and takes it in as the report.</translation>
    </message>
    <message>
        <source>它不证明报告已经送达；送达以省系统的回执为准。</source>
        <translation>It does not prove that the report has arrived; the province&apos;s receipt does.</translation>
    </message>
    <message>
        <source>依据 {basis}</source>
        <translation>Basis: {basis}</translation>
    </message>
    <message>
        <source>网点负责人签名</source>
        <translation>Signed for the outlet</translation>
    </message>
    <message>
        <source>接收单位签收</source>
        <translation>Received by</translation>
    </message>
    <message>
        <source>规则 {version}</source>
        <translation>Rules {version}</translation>
    </message>
    <message>
        <source>{count} 条</source>
        <translation>{count}</translation>
    </message>
    <message>
        <source>终端自动</source>
        <translation>the terminal by itself</translation>
    </message>
    <message>
        <source>纸质受理单</source>
        <translation>Paper acceptance form</translation>
    </message>
    <message>
        <source>单号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>{name}  备案号 {number}</source>
        <translation>{name}  filing number {number}</translation>
    </message>
    <message>
        <source>电脑不能用时一件一张。证件查验、收寄验视和登记一项不减；恢复后 {days} 天内补录，原件留存。</source>
        <translation>One for each parcel while the PC is down. Document, inspection and record as ever; entered within {days} days, and kept.</translation>
    </message>
    <message>
        <source>受理时间</source>
        <translation>Accepted at</translation>
    </message>
    <message>
        <source>      年    月    日    时    分</source>
        <translation>      year    month    day    hour    minute</translation>
    </message>
    <message>
        <source>经手人</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>工号              姓名</source>
        <translation>number              name</translation>
    </message>
    <message>
        <source>交寄方式</source>
        <translation>Sent by</translation>
    </message>
    <message>
        <source>{box}本人  {box}代寄  {box}单位  {box}协议客户  {box}信件</source>
        <translation>{box}in person  {box}entrusted  {box}organisation  {box}agreement  {box}letter</translation>
    </message>
    <message>
        <source>证件</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>{box}身份证  {box}护照  {box}港澳台居民证  {box}其他</source>
        <translation>{box}ID card  {box}passport  {box}HK/MO/TW permit  {box}other</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>姓名、性别</source>
        <translation>Name, sex</translation>
    </message>
    <message>
        <source>出生、有效期</source>
        <translation>Birth, validity</translation>
    </message>
    <message>
        <source>出生               有效期至</source>
        <translation>born               valid to</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>手机号</source>
        <translation>Mobile number</translation>
    </message>
    <message>
        <source>委托或监护</source>
        <translation>Principal, guardian</translation>
    </message>
    <message>
        <source>姓名            证件号码                      关系</source>
        <translation>name            document number                      relation</translation>
    </message>
    <message>
        <source>人证核对</source>
        <translation>Person checked</translation>
    </message>
    <message>
        <source>{box}原件，本人，一致    核对人签名</source>
        <translation>{box}original, in person, matches    signed by</translation>
    </message>
    <message>
        <source>面单姓名</source>
        <translation>Name on waybill</translation>
    </message>
    <message>
        <source>{box}与证件一致</source>
        <translation>{box}as in the document</translation>
    </message>
    <message>
        <source>物品名称</source>
        <translation>Goods</translation>
    </message>
    <message>
        <source>                              数量            重量</source>
        <translation>                              quantity            weight</translation>
    </message>
    <message>
        <source>物品性质</source>
        <translation>Nature</translation>
    </message>
    <message>
        <source>类别            形态（固、液、粉）        证明编号</source>
        <translation>category            form (solid, liquid, powder)        certificate no.</translation>
    </message>
    <message>
        <source>收寄验视</source>
        <translation>Inspection</translation>
    </message>
    <message>
        <source>{box}当面开箱，与申报相符    验视人签名</source>
        <translation>{box}opened before the sender, as declared    signed by</translation>
    </message>
    <message>
        <source>运输、安检</source>
        <translation>Transport, screening</translation>
    </message>
    <message>
        <source>{box}公路  {box}航空  {box}高铁    安检设备、结果</source>
        <translation>{box}road  {box}air  {box}rail    screening machine, result</translation>
    </message>
    <message>
        <source>停用原因</source>
        <translation>PC down because</translation>
    </message>
    <message>
        <source>（贴运单联或条码；没有的照抄运单号和快递企业）</source>
        <translation>(stick the waybill slip or its barcode here, or copy number and carrier)</translation>
    </message>
    <message>
        <source>寄件人签名</source>
        <translation>Sender&apos;s signature</translation>
    </message>
    <message>
        <source>经手人签名</source>
        <translation>Clerk&apos;s signature</translation>
    </message>
</context>
<context>
    <name>province_news</name>
    <message>
        <source>协议客户</source>
        <translation>Agreement customers</translation>
    </message>
    <message>
        <source>通知</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>抽查</source>
        <translation>Spot checks</translation>
    </message>
    <message>
        <source>规则</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>{count} 家</source>
        <translation>{count}</translation>
    </message>
    <message>
        <source>{count} 份</source>
        <translation>{count}</translation>
    </message>
    <message>
        <source>{count} 项待答</source>
        <translation>{count} to answer</translation>
    </message>
    <message>
        <source>在用 {version}</source>
        <translation>in force {version}</translation>
    </message>
    <message>
        <source>还没有问过省系统</source>
        <translation>The province was never asked</translation>
    </message>
    <message>
        <source>时钟往回拨过，不知有多旧</source>
        <translation>The clock was set back: nobody knows how old</translation>
    </message>
    <message>
        <source>{ago}问过，是新的</source>
        <translation>Asked {ago}: fresh</translation>
    </message>
    <message>
        <source>{ago}问过，有些旧</source>
        <translation>Asked {ago}: somewhat old</translation>
    </message>
    <message>
        <source>{ago}问过，太旧，请尽快联网</source>
        <translation>Asked {ago}: too old, go online soon</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>已过期</source>
        <translation>Over</translation>
    </message>
    <message>
        <source>供参考</source>
        <translation>To know</translation>
    </message>
    <message>
        <source>我已读</source>
        <translation>Read by me</translation>
    </message>
    <message>
        <source>待我读</source>
        <translation>I have to read</translation>
    </message>
    <message>
        <source>须读</source>
        <translation>To be read</translation>
    </message>
    <message>
        <source>（省局已撤回的通知）</source>
        <translation>(a notice that the province has withdrawn)</translation>
    </message>
    <message>
        <source>{time} 发出</source>
        <translation>Issued {time}</translation>
    </message>
    <message>
        <source>第 {revision} 次改稿</source>
        <translation>revision {revision}</translation>
    </message>
    <message>
        <source>有效到 {time}</source>
        <translation>valid until {time}</translation>
    </message>
    <message>
        <source>{clerk}（{time}）</source>
        <translation>{clerk} ({time})</translation>
    </message>
    <message>
        <source>已读：{readers}</source>
        <translation>read by {readers}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>客户冲突：{name}</source>
        <translation>Customers clash: {name}</translation>
    </message>
    <message>
        <source>省局登记</source>
        <translation>As the province has it</translation>
    </message>
    <message>
        <source>省局登记（另一家）</source>
        <translation>As the province has it (another customer)</translation>
    </message>
    <message>
        <source>本网点登记</source>
        <translation>As this outlet has it</translation>
    </message>
    <message>
        <source>已记下您读过，并告知省局</source>
        <translation>Noted that you have read it; the province is told</translation>
    </message>
    <message>
        <source>这份通知刚刚变了，不用再确认；请看新的</source>
        <translation>This notice has just changed: nothing to confirm, please see the new one</translation>
    </message>
    <message>
        <source>只有站长能采用省局的登记。请站长登录后再来</source>
        <translation>Only a supervisor can take the province&apos;s entry: sign in as one</translation>
    </message>
    <message>
        <source>再按一次 {save}：这家客户从此以省局登记为准</source>
        <translation>Press {save} again: from now on this customer is as the province has it</translation>
    </message>
    <message>
        <source>已采用省局的登记</source>
        <translation>The province&apos;s entry was taken</translation>
    </message>
    <message>
        <source>上班前请先读完省局通知，还有 {count} 份</source>
        <translation>Before the shift, please read what the province says: {count} left</translation>
    </message>
    <message>
        <source>省局通知</source>
        <translation>News of the province</translation>
    </message>
    <message>
        <source>两处用了同一个信用代码或协议编号。省局的登记暂不使用，本网点的照旧。</source>
        <translation>Both have the same credit code or agreement number. The province&apos;s entry is not used for now, the outlet&apos;s own goes on. </translation>
    </message>
    <message>
        <source>站长核对后按 {save} 采用省局的登记；电话和证件复印件保留。</source>
        <translation>A supervisor compares both and takes the province&apos;s entry with {save}; telephone and copy of the document stay.</translation>
    </message>
    <message>
        <source>不止一家用了这些号码，请到“客户”里改对，或请省局更正。</source>
        <translation>More than one customer has these numbers: put them right under Customers, or ask the province to.</translation>
    </message>
    <message>
        <source>信用代码 {code}</source>
        <translation>Credit code {code}</translation>
    </message>
    <message>
        <source>责任人 {name}</source>
        <translation>Responsible: {name}</translation>
    </message>
    <message>
        <source>协议 {number} · {term} · {filing}</source>
        <translation>Agreement {number} · {term} · {filing}</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>发出</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>Standing</translation>
    </message>
    <message>
        <source>采用省局的登记</source>
        <translation>Take the province&apos;s entry</translation>
    </message>
    <message>
        <source>待站长定</source>
        <translation>Supervisor decides</translation>
    </message>
    <message>
        <source>省局还没有通知</source>
        <translation>The province has told nothing yet</translation>
    </message>
    <message>
        <source>已读完，确认</source>
        <translation>Read to the end: confirm</translation>
    </message>
    <message>
        <source>往下看</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>读到末尾再确认；扫到的单号和证件不会丢，遇危险情况随时按 {incident}</source>
        <translation>Read to the end, then confirm; no scan or card is lost meanwhile, and {incident} works at any time</translation>
    </message>
    <message>
        <source>有 {count} 条消息本程序版本读不懂，已原样保存；请技术员升级</source>
        <translation>{count} entries are of a form that this version does not know; they are kept as they came. Ask the technician for an update</translation>
    </message>
    <message>
        <source>省局签名的消息，断网时按最近一次问到的为准</source>
        <translation>Signed by the province; without a link, what was asked last counts</translation>
    </message>
    <message>
        <source>通知和客户冲突</source>
        <translation>Notices and clashing customers</translation>
    </message>
</context>
<context>
    <name>records</name>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>办理</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>运单号</source>
        <translation>Waybill</translation>
    </message>
    <message>
        <source>企业</source>
        <translation>Carrier</translation>
    </message>
    <message>
        <source>寄件人</source>
        <translation>Sender</translation>
    </message>
    <message>
        <source>内件 / 原因</source>
        <translation>Item / reason</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>上报</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>已列出 {count} 条</source>
        <translation>{count} listed</translation>
    </message>
    <message>
        <source>往下翻还有更早的</source>
        <translation>scroll down for older ones</translation>
    </message>
    <message>
        <source>还没有记录</source>
        <translation>No records yet</translation>
    </message>
    <message>
        <source>收寄与拒收记录</source>
        <translation>Accepted and refused parcels</translation>
    </message>
    <message>
        <source>收寄</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>拒收</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>其他原因</source>
        <translation>Other reason</translation>
    </message>
    <message>
        <source>照片还差 {count} 张，会自动补传</source>
        <translation>Photos to follow: {count}, sent by themselves</translation>
    </message>
    <message>
        <source>{reason}（已试 {count} 次）</source>
        <translation>{reason} (tried {count} times)</translation>
    </message>
    <message>
        <source>冻结此件</source>
        <translation>Freeze it</translation>
    </message>
    <message>
        <source>个人信息留存</source>
        <translation>Kept personal data</translation>
    </message>
    <message>
        <source>用 U 盘传</source>
        <translation>By USB stick</translation>
    </message>
    <message>
        <source>补录</source>
        <translation>Late entry</translation>
    </message>
    <message>
        <source>已更正</source>
        <translation>Corrected</translation>
    </message>
    <message>
        <source>{mark}；{why}</source>
        <translation>{mark}; {why}</translation>
    </message>
    <message>
        <source>监控画面</source>
        <translation>Surveillance pictures</translation>
    </message>
</context>
<context>
    <name>repair</name>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>站长工号</source>
        <translation>Supervisor&apos;s number</translation>
    </message>
    <message>
        <source>站长口令</source>
        <translation>Supervisor&apos;s PIN</translation>
    </message>
    <message>
        <source>发出</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>站长的话（这一步需要）</source>
        <translation>Supervisor&apos;s word (needed for this step)</translation>
    </message>
    <message>
        <source>站长的话（更正身份信息时需要）</source>
        <translation>Supervisor&apos;s word (needed to correct who somebody is)</translation>
    </message>
    <message>
        <source>{label}（第 {place} 项）</source>
        <translation>{label} (no. {place})</translation>
    </message>
    <message>
        <source>{record}的照片</source>
        <translation>Photo of: {record}</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>整条</source>
        <translation>The whole record</translation>
    </message>
    <message>
        <source>待处理</source>
        <translation>To be dealt with</translation>
    </message>
    <message>
        <source>更正待传</source>
        <translation>Correction waiting</translation>
    </message>
    <message>
        <source>更正已收，待回执</source>
        <translation>Correction received, receipt to come</translation>
    </message>
    <message>
        <source>不再上报</source>
        <translation>Do not report again</translation>
    </message>
    <message>
        <source>省系统没有说明原因</source>
        <translation>The province gave no reason</translation>
    </message>
    <message>
        <source>{field}：{detail}</source>
        <translation>{field}: {detail}</translation>
    </message>
    <message>
        <source>{time} {clerk} 更正过</source>
        <translation>corrected {time} by {clerk}</translation>
    </message>
    <message>
        <source>{supervisor} 说明：{reason}</source>
        <translation>{supervisor} said: {reason}</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>更正已签名排队；原记录留着，省系统收到后一并办结</source>
        <translation>The correction is signed and queued; the record stays, and both are settled when the province has it</translation>
    </message>
    <message>
        <source>已放回队列，联网即重传</source>
        <translation>Put back into the queue; sent again as soon as there is a network</translation>
    </message>
    <message>
        <source>已记下站长的说明；记录留着，随时可以按 {finish} 再更正</source>
        <translation>The supervisor&apos;s word is noted; the record stays, and {finish} corrects it at any time</translation>
    </message>
    <message>
        <source>没有选中的记录</source>
        <translation>No record is selected</translation>
    </message>
    <message>
        <source>太短，或没有填</source>
        <translation>too short, or left empty</translation>
    </message>
    <message>
        <source>太长</source>
        <translation>too long</translation>
    </message>
    <message>
        <source>没有填</source>
        <translation>left empty</translation>
    </message>
    <message>
        <source>格式不对</source>
        <translation>wrong form</translation>
    </message>
    <message>
        <source>没有这个日期</source>
        <translation>no such date</translation>
    </message>
    <message>
        <source>数太小</source>
        <translation>too small a number</translation>
    </message>
    <message>
        <source>数太大</source>
        <translation>too large a number</translation>
    </message>
    <message>
        <source>退回的记录</source>
        <translation>Returned records</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>运单号</source>
        <translation>Waybill</translation>
    </message>
    <message>
        <source>寄件人</source>
        <translation>Sender</translation>
    </message>
    <message>
        <source>进展</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>退回原因</source>
        <translation>Why it was returned</translation>
    </message>
    <message>
        <source>原样重传</source>
        <translation>Send again as is</translation>
    </message>
    <message>
        <source>共 {count} 条，待处理 {waiting} 条</source>
        <translation>{count} in all, {waiting} to be dealt with</translation>
    </message>
    <message>
        <source>没有退回的记录</source>
        <translation>Nothing was returned</translation>
    </message>
    <message>
        <source>更正：{record}</source>
        <translation>Correct: {record}</translation>
    </message>
    <message>
        <source>不再上报：{record}</source>
        <translation>Do not report again: {record}</translation>
    </message>
    <message>
        <source>原记录不会改动；更正单独签名上报，改前改后都可查</source>
        <translation>The record itself stays as it is; a correction is signed and reported by itself, and both can be looked up</translation>
    </message>
    <message>
        <source>省系统退回的记录</source>
        <translation>Records that the province returned</translation>
    </message>
    <message>
        <source>只列出 {shown} 条，待处理的在前；处理后其余的会列出</source>
        <translation>{shown} listed, open ones first; the rest follow as these are dealt with</translation>
    </message>
</context>
<context>
    <name>retention</name>
    <message>
        <source>已按规定清除</source>
        <translation>Purged under the rules</translation>
    </message>
    <message>
        <source>不少于 {days} 天（法定下限）</source>
        <translation>{days} days at least (by law)</translation>
    </message>
    <message>
        <source>{days} 天（法律要求尽可能短）</source>
        <translation>{days} days (as short as needed, by law)</translation>
    </message>
    <message>
        <source>{days} 天（设置项，未见法定期限）</source>
        <translation>{days} days (a setting; no term by law found)</translation>
    </message>
    <message>
        <source>本机没有此人的信息</source>
        <translation>Nothing about this person is held here</translation>
    </message>
    <message>
        <source>记录 {count} 件</source>
        <translation>{count} records</translation>
    </message>
    <message>
        <source>熟客电话 {phone}</source>
        <translation>remembered phone {phone}</translation>
    </message>
    <message>
        <source>异常件 {count} 件</source>
        <translation>{count} incidents</translation>
    </message>
    <message>
        <source>省系统提示 {count} 条</source>
        <translation>{count} remarks of the province</translation>
    </message>
    <message>
        <source>头像 {count}</source>
        <translation>images {count}</translation>
    </message>
    <message>
        <source>照片 {count}</source>
        <translation>photos {count}</translation>
    </message>
    <message>
        <source>文字</source>
        <translation>text</translation>
    </message>
    <message>
        <source>寄件人</source>
        <translation>Sender</translation>
    </message>
    <message>
        <source>委托人或监护人</source>
        <translation>Principal or guardian</translation>
    </message>
    <message>
        <source>已依法保留，到期也不清除</source>
        <translation>Under a legal hold: not purged when its term is over</translation>
    </message>
    <message>
        <source>已解除保留，按期限清除</source>
        <translation>Hold released: purged when its term is over</translation>
    </message>
    <message>
        <source>依法保留</source>
        <translation>Legal hold</translation>
    </message>
    <message>
        <source>个人信息留存</source>
        <translation>Kept personal data</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Term</translation>
    </message>
    <message>
        <source>现存</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>已清除</source>
        <translation>Purged</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>运单号</source>
        <translation>Waybill</translation>
    </message>
    <message>
        <source>收寄时间</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>身份</source>
        <translation>Part</translation>
    </message>
    <message>
        <source>证件类型</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>站长口令</source>
        <translation>Supervisor&apos;s PIN</translation>
    </message>
    <message>
        <source>保留原因</source>
        <translation>Reason to hold</translation>
    </message>
    <message>
        <source>解除原因</source>
        <translation>Reason to release</translation>
    </message>
    <message>
        <source>查询</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>解除保留</source>
        <translation>Release hold</translation>
    </message>
    <message>
        <source>正在查…</source>
        <translation>Asking…</translation>
    </message>
    <message>
        <source>填证件号码和站长口令；选中一件再保留，就只留这一件</source>
        <translation>Enter the document number and the supervisor&apos;s PIN; select a record to hold that one only</translation>
    </message>
    <message>
        <source>查某个人的信息要站长登录</source>
        <translation>Only a supervisor may ask about a person</translation>
    </message>
    <message>
        <source>还没有省系统的回执，什么也不清除</source>
        <translation>No receipt of the province yet: nothing is purged</translation>
    </message>
    <message>
        <source>期限从省系统的回执起算，算到 {time}；依法保留 {count} 项</source>
        <translation>Terms count from the province&apos;s receipts, up to {time}; legal holds: {count}</translation>
    </message>
    <message>
        <source>各类信息</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>此人的记录</source>
        <translation>This person&apos;s records</translation>
    </message>
    <message>
        <source>证件头像、证件图片和人像照片</source>
        <translation>Portraits, pictures of documents and of people</translation>
    </message>
</context>
<context>
    <name>rules</name>
    <message>
        <source>规则 {version}：{refused}</source>
        <translation>Rules {version}: {refused}</translation>
    </message>
    <message>
        <source>新规则 {version} 已收到，{day} 起重新启动后生效</source>
        <translation>New rules {version} received; in force after a restart from {day}</translation>
    </message>
    <message>
        <source>新规则 {version} 已收到，下次启动生效</source>
        <translation>New rules {version} received; in force from the next start</translation>
    </message>
    <message>
        <source>规则已更新，但画面上的还是旧的：请退出后重新启动程序</source>
        <translation>The rules have changed, but the screen still shows the old ones: quit and start the program again</translation>
    </message>
</context>
<context>
    <name>sender</name>
    <message>
        <source>寄件人</source>
        <translation>Sender</translation>
    </message>
    <message>
        <source>一致</source>
        <translation>Same</translation>
    </message>
    <message>
        <source>把身份证放到读卡器上</source>
        <translation>Lay the ID card on the reader</translation>
    </message>
    <message>
        <source>有效期至 {date}</source>
        <translation>Valid until {date}</translation>
    </message>
    <message>
        <source>长期有效</source>
        <translation>No end date</translation>
    </message>
    <message>
        <source>同一寄件人，已核对</source>
        <translation>Same sender, verified</translation>
    </message>
    <message>
        <source>人证一致，已核对</source>
        <translation>Same person, verified</translation>
    </message>
    <message>
        <source>人和证件一致吗？</source>
        <translation>Same person as on the card?</translation>
    </message>
    <message>
        <source>手机号</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>手机号，还差 {count} 位</source>
        <translation>Phone, {count} digits to go</translation>
    </message>
    <message>
        <source>手机号（上次留的，{key} 可改）</source>
        <translation>Phone (from last time, {key} changes it)</translation>
    </message>
    <message>
        <source>交寄方式</source>
        <translation>Way of sending</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>写明</source>
        <translation>Explain</translation>
    </message>
    <message>
        <source>沿用上一位，面单同名</source>
        <translation>Same sender as before, same label name</translation>
    </message>
    <message>
        <source>拍证件</source>
        <translation>Photograph</translation>
    </message>
    <message>
        <source>手录证件</source>
        <translation>Type it in</translation>
    </message>
    <message>
        <source>两人是什么关系？</source>
        <translation>How are they related?</translation>
    </message>
    <message>
        <source>等监护人的证件</source>
        <translation>Guardian&apos;s document next</translation>
    </message>
    <message>
        <source>监护人同意登记孩子的信息吗？</source>
        <translation>Does the guardian agree to record the child&apos;s data?</translation>
    </message>
    <message>
        <source>监护人在场吗？</source>
        <translation>Is the guardian here?</translation>
    </message>
    <message>
        <source>监护人已确认</source>
        <translation>Guardian confirmed</translation>
    </message>
    <message>
        <source>证件照</source>
        <translation>Document photo</translation>
    </message>
    <message>
        <source>现场画面</source>
        <translation>Live picture</translation>
    </message>
    <message>
        <source>没有照片解码器，看证件原件</source>
        <translation>No photo decoder, look at the original</translation>
    </message>
    <message>
        <source>没有证件照，看证件原件</source>
        <translation>No document photo, look at the original</translation>
    </message>
    <message>
        <source>信件：不查验身份，不拍信的内容</source>
        <translation>Letter: no identity check, no photos of the content</translation>
    </message>
    <message>
        <source>协议有效：这一件不用查验身份</source>
        <translation>Agreement in force: no identity check for this parcel</translation>
    </message>
    <message>
        <source>委托人</source>
        <translation>Principal</translation>
    </message>
    <message>
        <source>监护人</source>
        <translation>Guardian</translation>
    </message>
    <message>
        <source>上次寄 {category}（{key}）</source>
        <translation>Last sent: {category} ({key})</translation>
    </message>
    <message>
        <source>寄件地址 {address}</source>
        <translation>Sender&apos;s address {address}</translation>
    </message>
    <message>
        <source>对照证件，看这几项读得对不对</source>
        <translation>Compare with the document: are these read right?</translation>
    </message>
    <message>
        <source>都对</source>
        <translation>All right</translation>
    </message>
    <message>
        <source>改正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>存疑：{fields}</source>
        <translation>In doubt: {fields}</translation>
    </message>
    <message>
        <source>有效期在证件背面，待核对</source>
        <translation>Valid until: on the back, to compare</translation>
    </message>
    <message>
        <source>有效期已看证件核对</source>
        <translation>Term compared with the document</translation>
    </message>
    <message>
        <source>看证件背面，没有过期</source>
        <translation>See the back: not expired</translation>
    </message>
</context>
<context>
    <name>sending</name>
    <message>
        <source>本人交寄</source>
        <translation>In person</translation>
    </message>
    <message>
        <source>委托交寄：两个人、两份证件</source>
        <translation>Entrusted: two people, two documents</translation>
    </message>
    <message>
        <source>信件：免实名，不拍内容</source>
        <translation>Letter: no real name, no photos</translation>
    </message>
    <message>
        <source>本人</source>
        <translation>Self</translation>
    </message>
    <message>
        <source>委托交寄</source>
        <translation>Entrusted</translation>
    </message>
    <message>
        <source>单位经办</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>协议客户</source>
        <translation>Agreement</translation>
    </message>
    <message>
        <source>信件</source>
        <translation>Letter</translation>
    </message>
</context>
<context>
    <name>shell</name>
    <message>
        <source>验讫</source>
        <translation>Yanqi</translation>
    </message>
    <message>
        <source>{name}（训练）</source>
        <translation>{name} (training)</translation>
    </message>
    <message>
        <source>收寄</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>收寄员 {name}</source>
        <translation>Clerk {name}</translation>
    </message>
    <message>
        <source>训练模式：不能用来收寄真实的件</source>
        <translation>Training: do not accept real parcels here</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customers</translation>
    </message>
    <message>
        <source>交接</source>
        <translation>Handover</translation>
    </message>
    <message>
        <source>异常件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>抽查</source>
        <translation>Checks</translation>
    </message>
    <message>
        <source>统计</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>告知</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Devices</translation>
    </message>
</context>
<context>
    <name>sign_in</name>
    <message>
        <source>工号</source>
        <translation>Clerk number</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>正在核对…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>柜台上的件都还在，登录后接着办</source>
        <translation>The parcel at the counter is kept; go on after signing in</translation>
    </message>
    <message>
        <source>实名收寄 · 开箱验视</source>
        <translation>Real-name acceptance · Inspection</translation>
    </message>
</context>
<context>
    <name>spot_checks</name>
    <message>
        <source>内件照片</source>
        <translation>photo of the contents</translation>
    </message>
    <message>
        <source>封箱照片</source>
        <translation>photo of the sealed parcel</translation>
    </message>
    <message>
        <source>安检证明</source>
        <translation>proof of screening</translation>
    </message>
    <message>
        <source>情况说明</source>
        <translation>explanation</translation>
    </message>
    <message>
        <source>抽取可信：按公布的种子重算，抽中的正是这几件（共 {population} 件里抽）</source>
        <translation>The draw holds: the published seed gives just these records (of {population})</translation>
    </message>
    <message>
        <source>重算结果与省系统抽中的不同；照样回复，并写明不符</source>
        <translation>The seed gives other records than the province drew; the answer says so</translation>
    </message>
    <message>
        <source>本机已没有这条记录</source>
        <translation>no longer on this PC</translation>
    </message>
    <message>
        <source>都有</source>
        <translation>complete</translation>
    </message>
    <message>
        <source>缺：{missing}</source>
        <translation>missing: {missing}</translation>
    </message>
    <message>
        <source>说明已保存</source>
        <translation>Note kept</translation>
    </message>
    <message>
        <source>照片已加密保存，随回复上传</source>
        <translation>Photo kept, goes with the answer</translation>
    </message>
    <message>
        <source>已回复，等待上传</source>
        <translation>Answered, waiting to be sent</translation>
    </message>
    <message>
        <source>没有拍到：相机没有画面</source>
        <translation>No picture from the camera</translation>
    </message>
    <message>
        <source>检查相机接线后再按 {photo}</source>
        <translation>Check its cable, then press {photo}</translation>
    </message>
    <message>
        <source>没有选中待回复的抽查</source>
        <translation>No open spot check is chosen</translation>
    </message>
    <message>
        <source>还有要求的材料没有补上</source>
        <translation>Something that was asked is missing</translation>
    </message>
    <message>
        <source>补不上时再按一次 {save}，按现有材料回复</source>
        <translation>If it cannot be had, press {save} once more and answer as it is</translation>
    </message>
    <message>
        <source>抽查</source>
        <translation>Spot checks</translation>
    </message>
    <message>
        <source>截止</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>抽中</source>
        <translation>Drawn</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>运单号</source>
        <translation>Waybill</translation>
    </message>
    <message>
        <source>寄件人</source>
        <translation>Sender</translation>
    </message>
    <message>
        <source>收寄时间</source>
        <translation>Accepted at</translation>
    </message>
    <message>
        <source>材料</source>
        <translation>Material</translation>
    </message>
    <message>
        <source>选中一条记录，写情况说明后按 Enter</source>
        <translation>Choose a record, type an explanation, press Enter</translation>
    </message>
    <message>
        <source>补拍照片</source>
        <translation>Add a photo</translation>
    </message>
    <message>
        <source>回复省系统</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>选一条记录，补上缺的材料，再回复</source>
        <translation>Choose a record, add what is missing, then answer</translation>
    </message>
    <message>
        <source>省系统还没有抽查本网点</source>
        <translation>The province has drawn nothing here yet</translation>
    </message>
    <message>
        <source>抽查时段 {period}，要求：{asked}</source>
        <translation>Period {period}; asked: {asked}</translation>
    </message>
    <message>
        <source>已回复 {time}</source>
        <translation>answered {time}</translation>
    </message>
    <message>
        <source>待回复</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>{count} 件</source>
        <translation>{count} parcels</translation>
    </message>
    <message>
        <source>抽中的记录</source>
        <translation>Drawn records</translation>
    </message>
    <message>
        <source>双随机抽查</source>
        <translation>Random spot checks</translation>
    </message>
    <message>
        <source>没有事先公布种子，或本机收到时已太晚，不能验证是否随机；回复里会写明</source>
        <translation>No seed was published for this spot check beforehand, or it reached this PC too late: whether it is random cannot be verified; the answer says so</translation>
    </message>
</context>
<context>
    <name>start</name>
    <message>
        <source>库口令</source>
        <translation>Store passphrase</translation>
    </message>
    <message>
        <source>再输一次</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>正在打开加密库…</source>
        <translation>Opening the encrypted store…</translation>
    </message>
    <message>
        <source>这台电脑没有密钥库，请输入库口令</source>
        <translation>This PC has no key store: type the store passphrase</translation>
    </message>
    <message>
        <source>这台电脑没有密钥库：请设一个库口令（至少 12 位），每次启动时输入；忘记了就打不开库</source>
        <translation>This PC has no key store: set a store passphrase (at least 12 characters), asked for at every start. Without it the store cannot be opened</translation>
    </message>
    <message>
        <source>设置文件不能用</source>
        <translation>The settings file cannot be used</translation>
    </message>
    <message>
        <source>写错的一项：{member}</source>
        <translation>What is wrong in it: {member}</translation>
    </message>
    <message>
        <source>文件：{file}</source>
        <translation>File: {file}</translation>
    </message>
    <message>
        <source>收寄记录都还在，没有改动。请管理员改正这个文件，再重新启动；也可以先把它改名，用默认设置启动。</source>
        <translation>All records are there, unchanged. Ask the administrator to mend this file and start again; or rename it first, to start with the default settings.</translation>
    </message>
    <message>
        <source>验讫不能启动</source>
        <translation>Yanqi cannot start</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>statistics</name>
    <message>
        <source>开始日期</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>结束日期</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>附脱敏清单</source>
        <translation>With masked list</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>统计中…</source>
        <translation>Counting…</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>按寄件人和企业</source>
        <translation>By sender and carrier</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Of</translation>
    </message>
    <message>
        <source>件数</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>拒收与异常</source>
        <translation>Refusals, incidents</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>次数</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>拒收</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>异常件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>冻结</source>
        <translation>Frozen</translation>
    </message>
    <message>
        <source>存疑照片</source>
        <translation>Doubted photo</translation>
    </message>
    <message>
        <source>提醒</source>
        <translation>Caution</translation>
    </message>
    <message>
        <source>训练数据，不是真实收寄</source>
        <translation>Training data, no real parcels</translation>
    </message>
    <message>
        <source>网点</source>
        <translation>Outlet</translation>
    </message>
    <message>
        <source>期间</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>统计时间</source>
        <translation>Counted at</translation>
    </message>
    <message>
        <source>导出人工号</source>
        <translation>Exported by clerk</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>About</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>三率</source>
        <translation>Rates</translation>
    </message>
    <message>
        <source>每天</source>
        <translation>By day</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>{name}件数</source>
        <translation>{name}: items</translation>
    </message>
    <message>
        <source>收寄件数（不含信件）</source>
        <translation>Accepted (without letters)</translation>
    </message>
    <message>
        <source>待安检</source>
        <translation>Screening due</translation>
    </message>
    <message>
        <source>安检未通过</source>
        <translation>Screening stopped</translation>
    </message>
    <message>
        <source>安检未登记</source>
        <translation>No screening recorded</translation>
    </message>
    <message>
        <source>信件</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>每小时件数</source>
        <translation>By hour</translation>
    </message>
    <message>
        <source>时段</source>
        <translation>Hour</translation>
    </message>
    <message>
        <source>件数（含信件）</source>
        <translation>Items (with letters)</translation>
    </message>
    <message>
        <source>一半件的用时</source>
        <translation>Half of them within</translation>
    </message>
    <message>
        <source>95% 件的用时</source>
        <translation>95 % of them within</translation>
    </message>
    <message>
        <source>待上传</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>最早待上传</source>
        <translation>Oldest waiting</translation>
    </message>
    <message>
        <source>被退回</source>
        <translation>Rejected</translation>
    </message>
    <message>
        <source>上传用时</source>
        <translation>Upload delay</translation>
    </message>
    <message>
        <source>件数或用时</source>
        <translation>Items or time</translation>
    </message>
    <message>
        <source>运单号</source>
        <translation>Waybill</translation>
    </message>
    <message>
        <source>企业</source>
        <translation>Carrier</translation>
    </message>
    <message>
        <source>寄件人（脱敏）</source>
        <translation>Sender (masked)</translation>
    </message>
    <message>
        <source>寄件类别</source>
        <translation>Sent as</translation>
    </message>
    <message>
        <source>内件类别</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>验视标识</source>
        <translation>Inspection mark</translation>
    </message>
    <message>
        <source>安检</source>
        <translation>Screening</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>收寄时间</source>
        <translation>Accepted at</translation>
    </message>
    <message>
        <source>上传状态</source>
        <translation>Upload</translation>
    </message>
    <message>
        <source>回执时间</source>
        <translation>Receipt at</translation>
    </message>
    <message>
        <source>收寄记录（脱敏）</source>
        <translation>Accepted records (masked)</translation>
    </message>
    <message>
        <source>未成年人，不列出</source>
        <translation>A minor, not listed</translation>
    </message>
    <message>
        <source>这段时间没有拒收、异常件和存疑照片</source>
        <translation>No refusals, incidents or doubted photos in these days</translation>
    </message>
    <message>
        <source>没有收寄，不计算</source>
        <translation>Nothing accepted, no rate</translation>
    </message>
    <message>
        <source>达到目标</source>
        <translation>Target reached</translation>
    </message>
    <message>
        <source>还差 {count} 件</source>
        <translation>{count} items missing</translation>
    </message>
    <message>
        <source>另有信件 {count} 件，不计入</source>
        <translation>{count} letters besides, not counted</translation>
    </message>
    <message>
        <source>待检 {due} · 未通过 {stopped} · 未登记 {none}</source>
        <translation>Due {due} · stopped {stopped} · not recorded {none}</translation>
    </message>
    <message>
        <source>散件</source>
        <translation>Ordinary senders</translation>
    </message>
    <message>
        <source>协议客户</source>
        <translation>Agreement customers</translation>
    </message>
    <message>
        <source>未识别企业</source>
        <translation>Carrier not recognised</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>近 7 天</source>
        <translation>7 days</translation>
    </message>
    <message>
        <source>近 30 天</source>
        <translation>30 days</translation>
    </message>
    <message>
        <source>自选日期</source>
        <translation>Other days</translation>
    </message>
    <message>
        <source>三率走势</source>
        <translation>Rates by day</translation>
    </message>
    <message>
        <source>{first} 至 {last}</source>
        <translation>{first} to {last}</translation>
    </message>
    <message>
        <source>不到 1 秒</source>
        <translation>under 1 s</translation>
    </message>
    <message>
        <source>{count} 天</source>
        <translation>{count} d</translation>
    </message>
    <message>
        <source>{count} 小时</source>
        <translation>{count} h</translation>
    </message>
    <message>
        <source>{count} 分</source>
        <translation>{count} min</translation>
    </message>
    <message>
        <source>{count} 秒</source>
        <translation>{count} s</translation>
    </message>
    <message>
        <source>{time}内</source>
        <translation>within {time}</translation>
    </message>
    <message>
        <source>更久</source>
        <translation>longer</translation>
    </message>
    <message>
        <source>{count} 件有回执：一半在 {median}内，95% 在 {p95}内</source>
        <translation>{count} with a receipt: half within {median}, 95 % within {p95}</translation>
    </message>
    <message>
        <source>待上传 {count} 件，最早一件 {time}</source>
        <translation>{count} waiting, the oldest from {time}</translation>
    </message>
    <message>
        <source>被退回 {count} 件</source>
        <translation>{count} rejected</translation>
    </message>
    <message>
        <source>这段时间没有要上传的收寄记录</source>
        <translation>Nothing to upload in these days</translation>
    </message>
    <message>
        <source>这段时间没有收寄</source>
        <translation>Nothing was accepted in these days</translation>
    </message>
    <message>
        <source>最忙是 {hour} 点到 {next} 点，共 {count} 件；全部 {total} 件（含信件）</source>
        <translation>Busiest from {hour}:00 to {next}:00 with {count} items; {total} in all (with letters)</translation>
    </message>
    <message>
        <source>{name}最低 {share}（{day}）</source>
        <translation>lowest {name}: {share} ({day})</translation>
    </message>
    <message>
        <source>类别未定</source>
        <translation>Category not known yet</translation>
    </message>
    <message>
        <source>不清楚</source>
        <translation>Blurred</translation>
    </message>
    <message>
        <source>太暗</source>
        <translation>Too dark</translation>
    </message>
    <message>
        <source>太亮</source>
        <translation>Too bright</translation>
    </message>
    <message>
        <source>没有拍到东西</source>
        <translation>Empty</translation>
    </message>
    <message>
        <source>读不出运单号</source>
        <translation>Waybill unreadable</translation>
    </message>
    <message>
        <source>运单号不一致</source>
        <translation>Another waybill</translation>
    </message>
    <message>
        <source>疑似翻拍屏幕</source>
        <translation>Perhaps a photographed screen</translation>
    </message>
    <message>
        <source>疑似重复照片</source>
        <translation>Perhaps a repeated photo</translation>
    </message>
    <message>
        <source>已导出 {name}</source>
        <translation>Exported {name}</translation>
    </message>
    <message>
        <source>含 {count} 条脱敏记录</source>
        <translation>with {count} masked records</translation>
    </message>
    <message>
        <source>还没有统计好</source>
        <translation>Not counted yet</translation>
    </message>
    <message>
        <source>稍等再导出</source>
        <translation>Export in a moment</translation>
    </message>
    <message>
        <source>{counted} ÷ {out_of}</source>
        <translation>{counted} ÷ {out_of}</translation>
    </message>
    <message>
        <source>统计</source>
        <translation>Statistics</translation>
    </message>
    <message>
        <source>正在导出…</source>
        <translation>Exporting…</translation>
    </message>
    <message>
        <source>三率都按收寄件计算，不含信件和拒收；安检以最后一次登记为准</source>
        <translation>All rates are over accepted items, without letters and refusals; the last recorded screening counts</translation>
    </message>
    <message>
        <source>把统计表存到哪里？</source>
        <translation>Where shall the statistics go?</translation>
    </message>
    <message>
        <source>{counted} / {all} 件</source>
        <translation>{counted} of {all} items</translation>
    </message>
    <message>
        <source>编号 {number}</source>
        <translation>No. {number}</translation>
    </message>
    <message>
        <source>补录</source>
        <translation>Late entry</translation>
    </message>
    <message>
        <source>{time}（补录）</source>
        <translation>{time} (late entry)</translation>
    </message>
</context>
<context>
    <name>stick</name>
    <message>
        <source>把待传的封存到 U 盘</source>
        <translation>Seal what waits onto a USB stick</translation>
    </message>
    <message>
        <source>把 U 盘里的交给省系统</source>
        <translation>Bring what is on a stick to the province</translation>
    </message>
    <message>
        <source>从 U 盘收回执</source>
        <translation>Take receipts from a stick</translation>
    </message>
    <message>
        <source>本机没有网络时用。只有省系统打得开，U 盘丢了也看不到内容；本机的记录一条不少</source>
        <translation>For when this PC has no network. Only the province can open it: a lost stick shows nothing, and no record leaves this PC</translation>
    </message>
    <message>
        <source>替没有网络的网点代传。本机看不到里面的内容；传完把回执写回同一个 U 盘</source>
        <translation>Carries for an outlet without a network. This PC sees nothing of the content; the receipts are written back onto the same stick</translation>
    </message>
    <message>
        <source>U 盘带回来以后用。只认省系统签发的回执，收到才算送达</source>
        <translation>For when the stick is back. Only receipts that the province signed count, and only they deliver</translation>
    </message>
    <message>
        <source>本机没有待传的记录</source>
        <translation>Nothing waits on this PC</translation>
    </message>
    <message>
        <source>本机待传 {messages} 条记录、{files} 张照片</source>
        <translation>{messages} records and {files} photos wait on this PC</translation>
    </message>
    <message>
        <source>正在停止…</source>
        <translation>Stopping…</translation>
    </message>
    <message>
        <source>正在准备…</source>
        <translation>Getting ready…</translation>
    </message>
    <message>
        <source>{done} / {total} MB</source>
        <translation>{done} / {total} MB</translation>
    </message>
    <message>
        <source>已封存 {messages} 条记录、{files} 张照片，{parts} 个文件，{size} MB</source>
        <translation>Sealed {messages} records and {files} photos in {parts} files, {size} MB</translation>
    </message>
    <message>
        <source>可以安全弹出 U 盘；收到回执以前记录都留在本机</source>
        <translation>The stick may be ejected now; the records stay on this PC until their receipts come</translation>
    </message>
    <message>
        <source>{count} 张照片读不出，没有封存</source>
        <translation>{count} photos cannot be read and were left out</translation>
    </message>
    <message>
        <source>省系统收下 {parts} 个文件：{messages} 条记录、{files} 张照片；回执已写回 U 盘</source>
        <translation>The province took {parts} files: {messages} records, {files} photos; the receipts are on the stick</translation>
    </message>
    <message>
        <source>{count} 个文件以前收过</source>
        <translation>{count} files were taken before</translation>
    </message>
    <message>
        <source>{count} 个文件省系统还在处理，稍后再来取回执</source>
        <translation>The province is still at {count} files; come back for their receipts later</translation>
    </message>
    <message>
        <source>回执有效：{delivered} 条记录已送达，还有 {waiting} 条待传</source>
        <translation>The receipts are valid: {delivered} records delivered, {waiting} still wait</translation>
    </message>
    <message>
        <source>{count} 份回执是别的电脑的，没有动</source>
        <translation>{count} files of receipts are other PCs&apos; and were left alone</translation>
    </message>
    <message>
        <source>U 盘</source>
        <translation>USB stick</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>回到记录</source>
        <translation>Back to the records</translation>
    </message>
    <message>
        <source>没有网络时，用 U 盘传</source>
        <translation>Without a network: by USB stick</translation>
    </message>
    <message>
        <source>U 盘在哪里？</source>
        <translation>Where is the stick?</translation>
    </message>
</context>
<context>
    <name>sync</name>
    <message>
        <source>正在等待上传，照常收寄</source>
        <translation>Waiting to be sent; go on</translation>
    </message>
    <message>
        <source>还没有和省系统联系过</source>
        <translation>No contact with the province yet</translation>
    </message>
    <message>
        <source>全部已送达省系统</source>
        <translation>Everything has arrived at the province</translation>
    </message>
    <message>
        <source>已制作 {made} = 已送达 {delivered} + 待传 {waiting} + 退回 {rejected}</source>
        <translation>Made {made} = delivered {delivered} + waiting {waiting} + returned {rejected}</translation>
    </message>
    <message>
        <source>刚刚</source>
        <translation>just now</translation>
    </message>
    <message>
        <source>{count} 分钟前</source>
        <translation>{count} min ago</translation>
    </message>
    <message>
        <source>{count} 小时前</source>
        <translation>{count} h ago</translation>
    </message>
    <message>
        <source>{count} 天前</source>
        <translation>{count} d ago</translation>
    </message>
    <message>
        <source>照片 {count} 张</source>
        <translation>photos: {count}</translation>
    </message>
    <message>
        <source>待传 {count} · 最早 {age}</source>
        <translation>{count} waiting · oldest {age}</translation>
    </message>
    <message>
        <source>待传 {photos}</source>
        <translation>Waiting {photos}</translation>
    </message>
    <message>
        <source>没有待传</source>
        <translation>Nothing waiting</translation>
    </message>
    <message>
        <source>离线</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>待确认</source>
        <translation>Asking</translation>
    </message>
    <message>
        <source>省系统忙</source>
        <translation>Province busy</translation>
    </message>
    <message>
        <source>上传受阻</source>
        <translation>Sending blocked</translation>
    </message>
    <message>
        <source>今日收寄 {accepted} 件</source>
        <translation>Today: {accepted}</translation>
    </message>
    <message>
        <source>拒收 {refused}</source>
        <translation>refused {refused}</translation>
    </message>
    <message>
        <source>上传程序出错 · {backlog}</source>
        <translation>Sending failed · {backlog}</translation>
    </message>
    <message>
        <source>记录都在，一分钟后自动再试；一直这样请联系技术员</source>
        <translation>Nothing is lost; it tries again in a minute. If it stays like this, call the technician</translation>
    </message>
    <message>
        <source>今日照片流量已用完 · {backlog}</source>
        <translation>Today&apos;s photo data is used up · {backlog}</translation>
    </message>
    <message>
        <source>记录照常上传，照片明天接着传</source>
        <translation>Records go on as usual; photos go on tomorrow</translation>
    </message>
    <message>
        <source>{count} 条待省系统确认</source>
        <translation>{count} unconfirmed</translation>
    </message>
    <message>
        <source>已暂停上传 · {backlog}</source>
        <translation>Sending paused · {backlog}</translation>
    </message>
    <message>
        <source>到时自动继续；异常件和中断报告照发</source>
        <translation>It goes on by itself in time; incidents and outage reports are sent all the same</translation>
    </message>
    <message>
        <source>退回 {count}（{key}） · {backlog}</source>
        <translation>{count} returned ({key}) · {backlog}</translation>
    </message>
    <message>
        <source>按 {key} 看退回的原因并更正</source>
        <translation>Press {key} to see why they were returned, and correct them</translation>
    </message>
</context>
<context>
    <name>syncpage</name>
    <message>
        <source>测试连接</source>
        <translation>Test connection</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>正在测</source>
        <translation>Testing</translation>
    </message>
    <message>
        <source>正在停止…</source>
        <translation>Stopping…</translation>
    </message>
    <message>
        <source>测试时照常收寄</source>
        <translation>Go on accepting while it tests</translation>
    </message>
    <message>
        <source>一步一步试到省系统的路；只问不改，不影响收寄</source>
        <translation>Tries the way to the provincial system step by step; it only asks, changes nothing and does not disturb the counter</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>What</translation>
    </message>
    <message>
        <source>运单</source>
        <translation>Waybill</translation>
    </message>
    <message>
        <source>已等</source>
        <translation>Waiting for</translation>
    </message>
    <message>
        <source>为什么还没送达</source>
        <translation>Why it has not arrived yet</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>先送异常件和中断报告，再按先后送记录，最后是照片</source>
        <translation>Incidents and outage reports go first, then records in order, photos last</translation>
    </message>
    <message>
        <source>{told}；后面还有 {count}</source>
        <translation>{told}; {count} more behind them</translation>
    </message>
    <message>
        <source>中断报告</source>
        <translation>Outage report</translation>
    </message>
    <message>
        <source>抽查答复</source>
        <translation>Spot check answer</translation>
    </message>
    <message>
        <source>正在送</source>
        <translation>Being sent</translation>
    </message>
    <message>
        <source>下一批就送</source>
        <translation>Goes with the next batch</translation>
    </message>
    <message>
        <source>排在前一条后面</source>
        <translation>Behind the one before</translation>
    </message>
    <message>
        <source>急件，下一批就送</source>
        <translation>Urgent: goes with the next batch</translation>
    </message>
    <message>
        <source>已传完，等回执</source>
        <translation>Uploaded, waiting for its receipt</translation>
    </message>
    <message>
        <source>正在传，已有 {share}%</source>
        <translation>Uploading, {share}% there</translation>
    </message>
    <message>
        <source>等它的记录先送达</source>
        <translation>Waits for its record to arrive first</translation>
    </message>
    <message>
        <source>今天的流量用完了，明天接着传</source>
        <translation>Today&apos;s allowance is used up; goes on tomorrow</translation>
    </message>
    <message>
        <source>记录先走</source>
        <translation>Records go first</translation>
    </message>
    <message>
        <source>排队上传</source>
        <translation>In the queue</translation>
    </message>
    <message>
        <source>已暂停，{time} 自动继续</source>
        <translation>Paused, goes on by itself at {time}</translation>
    </message>
    <message>
        <source>{time} 再试</source>
        <translation>Tried again at {time}</translation>
    </message>
    <message>
        <source>正在看</source>
        <translation>Looking</translation>
    </message>
    <message>
        <source>账对不上</source>
        <translation>Books differ</translation>
    </message>
    <message>
        <source>上传程序出错</source>
        <translation>Sending failed</translation>
    </message>
    <message>
        <source>要人处理</source>
        <translation>Needs a person</translation>
    </message>
    <message>
        <source>数据中断</source>
        <translation>Interrupted</translation>
    </message>
    <message>
        <source>有退回</source>
        <translation>Some returned</translation>
    </message>
    <message>
        <source>已暂停</source>
        <translation>Paused</translation>
    </message>
    <message>
        <source>离线</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>还没联系上</source>
        <translation>No contact yet</translation>
    </message>
    <message>
        <source>照片明天传</source>
        <translation>Photos tomorrow</translation>
    </message>
    <message>
        <source>正在补传</source>
        <translation>Catching up</translation>
    </message>
    <message>
        <source>全部正常</source>
        <translation>All is well</translation>
    </message>
    <message>
        <source>已制作的和各处加起来差 {difference} 条</source>
        <translation>What was made and what is accounted for differ by {difference}</translation>
    </message>
    <message>
        <source>不要重装，不要删文件，马上联系管理员</source>
        <translation>Do not reinstall, delete nothing, call the administrator at once</translation>
    </message>
    <message>
        <source>记录都在，一分钟后自动再试</source>
        <translation>All records are safe; it is tried again in a minute</translation>
    </message>
    <message>
        <source>一直这样请联系技术员</source>
        <translation>If it stays so, call the technician</translation>
    </message>
    <message>
        <source>省系统退回了 {returned} 条，别的照常上传</source>
        <translation>The provincial system returned {returned}; the others go on</translation>
    </message>
    <message>
        <source>打开“待修正”，改好再送</source>
        <translation>Open “To repair”, mend them and send them again</translation>
    </message>
    <message>
        <source>收寄员暂停了上传，{until} 自动继续；异常件和中断报告照发</source>
        <translation>A clerk paused sending; it goes on by itself at {until}. Incidents and outage reports are sent all the same</translation>
    </message>
    <message>
        <source>按空格马上继续</source>
        <translation>Press Space to go on now</translation>
    </message>
    <message>
        <source>程序启动以后省系统还没有回应过</source>
        <translation>The provincial system has not answered since the program began</translation>
    </message>
    <message>
        <source>照常收寄，会自动联系</source>
        <translation>Go on accepting; it is contacted by itself</translation>
    </message>
    <message>
        <source>今天的照片流量用完了，记录都已送达</source>
        <translation>Today&apos;s allowance for photos is used up; all records have arrived</translation>
    </message>
    <message>
        <source>不用做什么，明天接着传</source>
        <translation>Nothing to do; it goes on tomorrow</translation>
    </message>
    <message>
        <source>网络正常，按先后自动上传</source>
        <translation>The network is well; everything goes out in its order</translation>
    </message>
    <message>
        <source>照常收寄，不用守着</source>
        <translation>Go on accepting; no need to watch</translation>
    </message>
    <message>
        <source>记录和照片都已送达省系统</source>
        <translation>All records and photos have reached the provincial system</translation>
    </message>
    <message>
        <source>不用做什么</source>
        <translation>Nothing to do</translation>
    </message>
    <message>
        <source>{time} 逐条核对，账是平的</source>
        <translation>Counted one by one at {time}: the books balance</translation>
    </message>
    <message>
        <source>{time} 逐条核对，差 {count} 条</source>
        <translation>Counted one by one at {time}: {count} are missing</translation>
    </message>
    <message>
        <source>最近一份回执 {time}（{age}）</source>
        <translation>Newest receipt {time} ({age})</translation>
    </message>
    <message>
        <source>还没有收到过回执</source>
        <translation>No receipt has come yet</translation>
    </message>
    <message>
        <source>省系统 {age}回应过</source>
        <translation>The provincial system answered {age}</translation>
    </message>
    <message>
        <source>照片：每张不超过 {kb} kB、{side} 像素；{why}</source>
        <translation>Photos: at most {kb} kB and {side} pixels each; {why}</translation>
    </message>
    <message>
        <source>线路实测 {speed} kB/s</source>
        <translation>line measured at {speed} kB/s</translation>
    </message>
    <message>
        <source>线路够快，按设置</source>
        <translation>the line is fast enough, as set</translation>
    </message>
    <message>
        <source>一周的照片控制在 70 MB 以内</source>
        <translation>a week&apos;s photos stay within 70 MB</translation>
    </message>
    <message>
        <source>线路慢，再大就传得太久</source>
        <translation>the line is slow, larger ones would take too long</translation>
    </message>
    <message>
        <source>按每天的流量</source>
        <translation>by the day&apos;s allowance</translation>
    </message>
    <message>
        <source>已是看得清的最小，线路慢也不再小</source>
        <translation>the smallest that can still be judged, however slow the line</translation>
    </message>
    <message>
        <source>记录：没有待传</source>
        <translation>Records: none wait</translation>
    </message>
    <message>
        <source>记录：还有 {count} 条</source>
        <translation>Records: {count} left</translation>
    </message>
    <message>
        <source>每分钟 {count} 条</source>
        <translation>{count} a minute</translation>
    </message>
    <message>
        <source>照片：没有待传</source>
        <translation>Photos: none wait</translation>
    </message>
    <message>
        <source>照片：还有 {count} 张，{size} MB</source>
        <translation>Photos: {count} left, {size} MB</translation>
    </message>
    <message>
        <source>都已传完，等回执</source>
        <translation>all uploaded, waiting for receipts</translation>
    </message>
    <message>
        <source>记录先走，照片随后</source>
        <translation>records first, photos after them</translation>
    </message>
    <message>
        <source>每秒 {size} kB</source>
        <translation>{size} kB a second</translation>
    </message>
    <message>
        <source>正在测速</source>
        <translation>measuring</translation>
    </message>
    <message>
        <source>没有在动</source>
        <translation>not moving</translation>
    </message>
    <message>
        <source>进得比出得快</source>
        <translation>more comes in than goes out</translation>
    </message>
    <message>
        <source>大约 {likely}，线路时断时续，可能更久</source>
        <translation>about {likely}; the line comes and goes, it may take longer</translation>
    </message>
    <message>
        <source>大约还要 {likely}</source>
        <translation>about {likely} left</translation>
    </message>
    <message>
        <source>大约还要 {likely}（{soonest} 到 {latest}）</source>
        <translation>about {likely} left ({soonest} to {latest})</translation>
    </message>
    <message>
        <source>不到 1 分钟</source>
        <translation>less than a minute</translation>
    </message>
    <message>
        <source>24 小时</source>
        <translation>24 hours</translation>
    </message>
    <message>
        <source>14 天</source>
        <translation>14 days</translation>
    </message>
    <message>
        <source>先后次序</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>域名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>连接</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>加密和证书</source>
        <translation>Encryption</translation>
    </message>
    <message>
        <source>终端登记</source>
        <translation>Enrolment</translation>
    </message>
    <message>
        <source>时钟</source>
        <translation>Clock</translation>
    </message>
    <message>
        <source>回执</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>通过</source>
        <translation>Passed</translation>
    </message>
    <message>
        <source>注意</source>
        <translation>See to it</translation>
    </message>
    <message>
        <source>不通</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>没有测</source>
        <translation>Not tested</translation>
    </message>
    <message>
        <source>待传记录（条）：这段时间没有数据</source>
        <translation>Records waiting: no data for this time</translation>
    </message>
    <message>
        <source>待传记录（条）：最多 {most}，现在 {now}</source>
        <translation>Records waiting: {most} at most, {now} now</translation>
    </message>
    <message>
        <source>最早一条等了多久（小时）：这段时间没有数据</source>
        <translation>Wait of the oldest (hours): no data for this time</translation>
    </message>
    <message>
        <source>最早一条等了多久（小时）：最长 {most}</source>
        <translation>Wait of the oldest (hours): {most} at most</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>没有等着送的</source>
        <translation>Nothing waits to be sent</translation>
    </message>
    <message>
        <source>补传进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>待修正</source>
        <translation>To repair</translation>
    </message>
    <message>
        <source>中断和报告</source>
        <translation>Outages and reports</translation>
    </message>
    <message>
        <source>暂停上传</source>
        <translation>Pause sending</translation>
    </message>
    <message>
        <source>马上上传</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>继续上传</source>
        <translation>Go on sending</translation>
    </message>
</context>
<context>
    <name>training</name>
    <message>
        <source>工号 {clerk} PIN {pin} · 站长 {supervisor} PIN {word}</source>
        <translation>Clerk {clerk} PIN {pin} · supervisor {supervisor} PIN {word}</translation>
    </message>
    <message>
        <source>开箱 / 封箱</source>
        <translation>Open / seal</translation>
    </message>
    <message>
        <source>练习题</source>
        <translation>Practice</translation>
    </message>
    <message>
        <source>扫运单</source>
        <translation>Waybill</translation>
    </message>
    <message>
        <source>放身份证</source>
        <translation>ID card</translation>
    </message>
    <message>
        <source>镜头放证件</source>
        <translation>Document</translation>
    </message>
</context>
<context>
    <name>waybill</name>
    <message>
        <source>运单</source>
        <translation>Waybill</translation>
    </message>
    <message>
        <source>扫面单上的条码</source>
        <translation>Scan the code on the label</translation>
    </message>
    <message>
        <source>手输单号</source>
        <translation>Type the number</translation>
    </message>
    <message>
        <source>面单破损、扫不出时用</source>
        <translation>For a damaged label</translation>
    </message>
    <message>
        <source>换一家</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>手工输入运单号</source>
        <translation>Waybill number typed by hand</translation>
    </message>
    <message>
        <source>企业未定</source>
        <translation>Carrier open</translation>
    </message>
    <message>
        <source>校验位不对，再扫一次</source>
        <translation>Wrong check digit: scan again</translation>
    </message>
    <message>
        <source>已识别，没有重复</source>
        <translation>Recognised, no duplicate</translation>
    </message>
    <message>
        <source>没有重复；快递企业认不出，可手选</source>
        <translation>No duplicate; carrier unknown, choose it</translation>
    </message>
    <message>
        <source>也可能是 {carriers}</source>
        <translation>Could also be {carriers}</translation>
    </message>
    <message>
        <source>照面单输入运单号</source>
        <translation>Type the number from the label</translation>
    </message>
    <message>
        <source>Enter 确定 · Esc 返回</source>
        <translation>Enter confirms · Esc goes back</translation>
    </message>
    <message>
        <source>同名</source>
        <translation>Same name</translation>
    </message>
    <message>
        <source>录入面单姓名</source>
        <translation>Type the label name</translation>
    </message>
    <message>
        <source>面单寄件人是 {name} 吗？</source>
        <translation>Is {name} the sender on the label?</translation>
    </message>
    <message>
        <source>面单与证件同名</source>
        <translation>Same name on label and document</translation>
    </message>
    <message>
        <source>面单 {printed}，证件 {expected}</source>
        <translation>Label {printed}, document {expected}</translation>
    </message>
    <message>
        <source>面单姓名待核对</source>
        <translation>Label name to check</translation>
    </message>
    <message>
        <source>{kilograms} 千克</source>
        <translation>{kilograms} kg</translation>
    </message>
</context>
</TS>
