"""Words by which the name of an item says what it is, in the languages of our readers."""

from typing import Final

from tracker.services.categories import Side

_ASSET, _DEBT = Side.ASSET, Side.LIABILITY

# Longer words are tried first, so that "car loan" is no car. Folded as names are.
KINDS: Final[dict[tuple[Side, str], str]] = {
    (_DEBT, "mortgage"): (
        "mortgage, home loan, housing loan, house loan, heloc, pinjaman perumahan, "
        "pinjaman rumah, kpr, kredit rumah, kredit pemilikan rumah, vay mua nhà, thế chấp, "
        "nợ nhà, 房貸, 房屋貸款, 按揭, hypothek, baufinanzierung, hypotheque, hipoteca, "
        "mutuo, hypoteka, kredyt hipoteczny"
    ),
    (_DEBT, "car_loan"): (
        "car loan, auto loan, vehicle loan, car finance, pinjaman kereta, "
        "pinjaman kenderaan, kredit mobil, kredit motor, kredit kendaraan, leasing mobil, "
        "vay mua xe, vay ô tô, 車貸, 汽車貸款, autokredit"
    ),
    (_DEBT, "student_loan"): (
        "student loan, study loan, student debt, ptptn, pinjaman pelajaran, "
        "pinjaman pendidikan, kredit pendidikan, vay sinh viên, vay học, 學貸, 助學貸款, "
        "bafög, studienkredit"
    ),
    (_DEBT, "credit_card"): (
        "credit card, card, visa, mastercard, amex, american express, kad kredit, "
        "kartu kredit, thẻ tín dụng, 信用卡, kreditkarte, carte de credit, tarjeta, "
        "overdraft, credit line"
    ),
    (_DEBT, "pay_later"): (
        "pay later, paylater, klarna, afterpay, spaylater, beli sekarang bayar kemudian, "
        "mua trước trả sau, 先買後付"
    ),
    (_DEBT, "family_loan"): (
        "loan from family, family loan, owed to family, hutang keluarga, utang keluarga, "
        "pinjaman keluarga, vay gia đình, vay người thân, 親友借款"
    ),
    (_DEBT, "business_loan"): (
        "business loan, pinjaman perniagaan, kredit usaha, pinjaman usaha, vay kinh doanh, 企業貸款"
    ),
    (_DEBT, "personal_loan"): (
        "loan, personal loan, bank loan, hutang bank, utang bank, nợ ngân hàng, "
        "vay ngân hàng, debt, kredit, credit, darlehen, pinjaman, pinjaman peribadi, "
        "pinjaman pribadi, hutang, utang, vay, vay tiêu dùng, khoản vay, nợ, 貸款, 信貸, "
        "個人貸款, 負債, 欠款, pret, prestamo, prestito, dette, deuda, schulden, liability, "
        "owed"
    ),
    (_DEBT, "medical"): (
        "medical bill, medical debt, hospital bill, bil perubatan, viện phí, 醫療費"
    ),
    (_DEBT, "leases"): ("lease, leasing, pajakan, sewa guna usaha, thuê tài chính, 租賃"),
    (_DEBT, "taxes"): (
        "tax, taxes, tax due, income tax, cukai, pajak, thuế, 稅, 稅款, 應付稅款, steuer, impots"
    ),
    (_DEBT, "bills"): ("bill, bills, bil, tagihan, hóa đơn, 帳單, rechnungen"),
    (_DEBT, "guarantees"): ("guarantee, guarantor, penjamin, bảo lãnh, 保證, bürgschaft"),
    (_ASSET, "retirement"): (
        "pension, retirement, 401k, 401 k, ira, roth ira, epf, kwsp, kumpulan wang, cpf, "
        "superannuation, super fund, dana pensiun, bpjs jht, jht, dplk, hưu trí, lương hưu, "
        "退休金, 勞退, 養老金, rente, altersvorsorge, riester, retraite, provident fund"
    ),
    (_ASSET, "insurance"): (
        "life insurance, insurance, cash value, insurans, takaful, asuransi, "
        "bảo hiểm nhân thọ, bảo hiểm, 壽險, 保單, 保險, lebensversicherung"
    ),
    (_ASSET, "investments"): (
        "investment, investments, shares, stock, stocks, equities, etf, fund, funds, "
        "mutual fund, unit trust, bond, bonds, brokerage, portfolio, isa, depot, saham, "
        "unit amanah, asb, bon, obligasi, reksa dana, sbn, cổ phiếu, chứng khoán, "
        "trái phiếu, quỹ, đầu tư, 股票, 基金, 債券, 證券, 投資, aktien, wertpapiere, fonds, "
        "actions, acciones, azioni"
    ),
    (_ASSET, "crypto"): (
        "crypto, bitcoin, btc, ethereum, eth, kripto, tiền điện tử, tiền mã hóa, 加密貨幣, 比特幣"
    ),
    (_ASSET, "bullion"): (
        "gold, silver, bullion, emas, perak, logam mulia, antam, vàng, bạc, 黃金, 白銀, 金條, oro"
    ),
    (_ASSET, "real_estate"): (
        "house, home, flat, apartment, condo, property, real estate, land, plot, rumah, "
        "hartanah, tanah, kondominium, apartemen, properti, nhà, căn hộ, đất, bất động sản, "
        "房屋, 房子, 房產, 不動產, 土地, 公寓, haus, wohnung, immobilie, grundstück, maison, "
        "casa, piso, dom, mieszkanie, villa, garage"
    ),
    (_ASSET, "vehicles"): (
        "car, vehicle, motorbike, motorcycle, boat, scooter, van, kereta, motosikal, "
        "kenderaan, mobil, motor, kendaraan, sepeda motor, xe, ô tô, xe máy, 汽車, 機車, "
        "車輛, 車, auto, wagen, motorrad, voiture, coche, samochód"
    ),
    (_ASSET, "household_goods"): (
        "furniture, household goods, perabot, barang rumah, đồ gia dụng, 家具"
    ),
    (_ASSET, "valuables"): (
        "jewellery, jewelry, art, collection, watch, watches, barang kemas, perhiasan, "
        "trang sức, 珠寶, 首飾, schmuck, bijoux"
    ),
    (_ASSET, "receivables"): (
        "money lent, lent, receivable, receivables, deposit given, piutang, pinjaman kepada, "
        "cho vay, phải thu, 應收款, 借出"
    ),
    (_ASSET, "claims"): ("refund, tax refund, claim, bayaran balik, pengembalian, hoàn thuế, 退稅"),
    (_ASSET, "business"): (
        "business, company, shop, perniagaan, usaha, doanh nghiệp, 公司, 事業, firma"
    ),
    (_ASSET, "cash"): (
        "cash, savings, saving, bank, account, current account, checking, deposit, "
        "fixed deposit, emergency fund, wallet, money market, tunai, simpanan, akaun, "
        "akaun semasa, tabung haji, simpanan tetap, tabungan, kas, rekening, deposito, giro, "
        "dompet, gopay, ovo, dana darurat, tiền mặt, tiết kiệm, tiền gửi, tài khoản, "
        "ngân hàng, ví, momo, 現金, 存款, 活存, 定存, 帳戶, 儲蓄, 銀行, konto, girokonto, "
        "tagesgeld, festgeld, sparkonto, sparbuch, bargeld, compte, livret, cuenta, ahorro, "
        "konto oszczędnościowe"
    ),
}
