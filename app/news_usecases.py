"""Every use case about the province's news of one terminal, made once."""

from app.bootstrap import House
from app.usecases.province_customers import TakeClashingCustomer, TakeProvinceCustomers
from app.usecases.province_news import ConfirmNotice, ReadProvinceNews


class NewsUseCases:
    """Callables; each runs on the store's thread."""

    def __init__(self, house: House) -> None:
        take_customers = TakeProvinceCustomers(house.counter, house.vault)
        self.board = ReadProvinceNews(house.counter, take_customers)
        self.confirm = ConfirmNotice(house.counter, house.events)
        self.take_customer = TakeClashingCustomer(house.counter, house.vault, take_customers)
