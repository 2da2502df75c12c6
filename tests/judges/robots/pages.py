"""Page objects as relying parties have them for ЕСИА's pages: by CSS for the custom elements that are there since 2021, by
the ids and texts of 2017 to 2021, and by XPath. Nothing here knows how our pages are made beyond those names."""

from dataclasses import dataclass

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support import expected_conditions as expected
from selenium.webdriver.support.wait import WebDriverWait

LIMIT = 20


@dataclass(frozen=True)
class Names:
    """Where a robot finds what it needs: a strategy of WebDriver, and words for it."""

    login: tuple
    password: tuple
    enter: tuple
    message: tuple
    sms: tuple
    totp: tuple
    digits: tuple
    go_on: tuple
    role: tuple  # with {} for a name that stands in it
    confirm: tuple
    grant: tuple
    other_user: tuple
    recovery: tuple
    registration: tuple


SINCE_2021 = Names(
    login=(By.CSS_SELECTOR, "body > esia-root > div > esia-login > div > div.form-container > form esia-input > input#login"),
    password=(By.CSS_SELECTOR, "esia-login form input#password.plain-input.no-label"),
    enter=(By.CSS_SELECTOR, "esia-login form button.plain-button.plain-button_wide"),
    message=(By.CSS_SELECTOR, "esia-login .ui-message-error-detail"),
    sms=(By.CSS_SELECTOR, "esia-enter-mfa > esia-otp form esia-code-input div.code-input"),
    totp=(By.CSS_SELECTOR, "esia-enter-mfa > esia-ttp > form esia-code-input"),
    digits=(By.CSS_SELECTOR, "esia-code-input > div > code-input > span > input[type=tel]"),
    go_on=(By.CSS_SELECTOR, "esia-enter-mfa form button.plain-button_wide"),
    role=(By.XPATH, "//esia-login//li[.//*[contains(text(), '{}')]]//label"),
    confirm=(By.CSS_SELECTOR, "esia-login form button.plain-button_wide"),
    grant=(By.ID, "grantAuthorization"),
    other_user=(By.PARTIAL_LINK_TEXT, "Другой"),
    recovery=(By.CSS_SELECTOR, "esia-login a[href*='/login/recovery']"),
    registration=(By.CSS_SELECTOR, "esia-login a[href*='/login/registration']"),
)

SINCE_2017 = Names(
    login=(By.ID, "login"),
    password=(By.NAME, "password"),
    enter=(By.CSS_SELECTOR, "#loginByPwdButton > span"),
    message=(By.CLASS_NAME, "ui-message-error-detail"),
    sms=(By.CSS_SELECTOR, "input[autocomplete=one-time-code]"),
    totp=(By.CSS_SELECTOR, "input[autocomplete=one-time-code]"),
    digits=(By.CSS_SELECTOR, "input[type=tel]"),
    go_on=(By.XPATH, "//button[span='Продолжить']"),
    role=(By.XPATH, "//li[@id='o2' or starts-with(@id, 'org')]/label[contains(., '{}')]"),
    confirm=(By.XPATH, "//button[text()='Подтвердить']"),
    grant=(By.ID, "grantAuthorization"),
    other_user=(By.LINK_TEXT, "Другой пользователь"),
    recovery=(By.LINK_TEXT, "Я не знаю пароль"),
    registration=(By.PARTIAL_LINK_TEXT, "Зарегистрируйтесь"),
)

BY_XPATH = Names(
    login=(By.XPATH, "/html/body/esia-root/div/esia-login/div/div[1]/form//esia-input/input"),
    password=(By.XPATH, "//form//input[@type='password']"),
    enter=(By.XPATH, "//button[normalize-space()='Войти']"),
    message=(By.XPATH, "//form/div[@class='ui-message-error-detail']"),
    sms=(By.XPATH, "//esia-enter-mfa/esia-otp//esia-code-input"),
    totp=(By.XPATH, "//esia-enter-mfa/esia-ttp//esia-code-input"),
    digits=(By.XPATH, "//esia-code-input/div/code-input/span/input"),
    go_on=(By.XPATH, "//button[contains(., 'Продолжить')]"),
    role=(By.XPATH, "//label[contains(normalize-space(), '{}')]"),
    confirm=(By.XPATH, "//button[contains(text(), 'Подтвердить')]"),
    grant=(By.XPATH, "//button[@id='grantAuthorization']"),
    other_user=(By.XPATH, "//a[contains(text(), 'Другой пользователь')]"),
    recovery=(By.XPATH, "//a[contains(@href, '/login/recovery')]"),
    registration=(By.XPATH, "//a[contains(@href, '/login/registration')]"),
)


class Pages:
    """The steps of a login, by these names."""

    def __init__(self, driver, names):
        self.driver = driver
        self.names = names
        self.wait = WebDriverWait(driver, LIMIT)

    def sees(self, locator):
        return self.wait.until(expected.visibility_of_element_located(locator), f"{locator} at {self.driver.current_url}")

    def presses(self, locator):
        self.wait.until(expected.element_to_be_clickable(locator), f"{locator} at {self.driver.current_url}").click()

    def signs_in(self, login, password):
        self.types(self.names.login, login)
        self.types(self.names.password, password)
        self.presses(self.names.enter)

    def types(self, locator, text):
        field = self.sees(locator)
        field.clear()
        field.send_keys(text)

    def digits(self):
        self.sees(self.names.digits)
        return self.driver.find_elements(*self.names.digits)

    def types_code(self, code):
        """A digit into each field."""
        for field, digit in zip(self.digits(), code, strict=True):
            field.send_keys(digit)
        self.presses(self.names.go_on)

    def pastes_code(self, code):
        """The whole of it into the first field, from the clipboard."""
        self.driver.execute_cdp_cmd("Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
        self.driver.execute_async_script("navigator.clipboard.writeText(arguments[0]).then(arguments[1])", code)
        first, *_ = self.digits()
        first.click()
        first.send_keys(Keys.CONTROL, "v")
        self.presses(self.names.go_on)

    def chooses_role(self, name):
        strategy, words = self.names.role
        self.presses((strategy, words.format(name)))
        self.presses(self.names.confirm)

    def grants(self):
        self.presses(self.names.grant)

    def arrives(self, address):
        self.wait.until(expected.url_contains(address), f"not {address}, but {self.driver.current_url}")
