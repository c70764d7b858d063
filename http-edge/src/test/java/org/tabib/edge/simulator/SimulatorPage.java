package org.tabib.edge.simulator;

import static org.openqa.selenium.support.ui.ExpectedConditions.elementToBeClickable;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * One phone on the simulator's page, as its owner uses it. Every call waits for what it needs, so
 * that tests read as the dialogue.
 */
final class SimulatorPage {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final WebDriver driver;
  private final String number;

  private SimulatorPage(WebDriver driver, String number) {
    this.driver = driver;
    this.number = number;
  }

  /** Opens the page and waits for the phone with this number, which must be among those shown. */
  static SimulatorPage open(WebDriver driver, URI address, String number) {
    driver.get(address.toString());
    return new SimulatorPage(driver, number).await();
  }

  /** The page as it opens, on whichever phone it shows first. */
  static SimulatorPage any(WebDriver driver) {
    var page = new SimulatorPage(driver, "");
    page.waiting()
        .until(
            elementToBeClickable(By.cssSelector("[data-testid=phone], [data-testid=add-phone]")));
    return page;
  }

  /** Another phone on the same page; it is opened if it is not shown. */
  SimulatorPage phone(String other) {
    if (driver.findElements(phoneSelector(other)).isEmpty()) {
      showList();
      click(By.cssSelector("[data-testid=phone-list-item][data-number='" + other + "']"));
    }
    return new SimulatorPage(driver, other).await();
  }

  /** Adds a phone through the page and goes to it. */
  SimulatorPage addPhone(String name) {
    var before = numbers();
    showList();
    click(By.cssSelector("[data-testid=add-phone]"));
    waiting()
        .until(elementToBeClickable(By.cssSelector("[data-testid=add-phone-name]")))
        .sendKeys(name);
    click(By.cssSelector("[data-testid=add-phone-create]"));
    var added =
        waiting()
            .until(
                ignored ->
                    numbers().stream()
                        .filter(candidate -> !before.contains(candidate))
                        .findFirst()
                        .orElse(null));
    return new SimulatorPage(driver, added).await();
  }

  String number() {
    return number;
  }

  /** Types a text and sends it with Enter. */
  SimulatorPage type(String text) {
    var input = waiting().until(elementToBeClickable(within("[data-testid=composer-input]")));
    input.sendKeys(text);
    input.sendKeys(Keys.ENTER);
    return this;
  }

  /** Waits until the newest business message contains the words, and returns its text. */
  String awaitReply(String words) {
    return waiting()
        .withMessage(() -> "no reply with \"" + words + "\"; the last one: " + lastReply())
        .until(
            ignored -> {
              var text = lastReply();
              return text.contains(words) ? text : null;
            });
  }

  /** Waits until the business has sent this many messages, and returns the text of the newest. */
  String awaitReplies(int count) {
    var messages = within("[data-testid=message][data-from=business]");
    waiting()
        .withMessage(() -> "no reply number " + count + "; the last one: " + lastReply())
        .until(ignored -> driver.findElements(messages).size() >= count);
    return lastReply();
  }

  /** Taps a reply button with this title or, if the newest message has a list, the row. */
  SimulatorPage tap(String title) {
    var newest = driver.findElements(within("[data-testid=message][data-from=business]")).getLast();
    return newest.findElements(By.cssSelector("[data-testid=list-open]")).isEmpty()
        ? press(title)
        : choose(title);
  }

  /** Waits until the phrases at hand are those of this language. */
  SimulatorPage awaitPhrases(String tag) {
    waiting()
        .until(ignored -> !driver.findElements(within(".phrases[lang='" + tag + "']")).isEmpty());
    return this;
  }

  /** Presses a reply button of the newest business message that has one with this title. */
  SimulatorPage press(String title) {
    waiting()
        .until(
            ignored ->
                clickLast(
                    "[data-testid=message][data-from=business] [data-testid=reply-button]", title));
    return this;
  }

  /** Opens the newest list, chooses the row with this title and sends it. */
  SimulatorPage choose(String title) {
    waiting().until(ignored -> clickLast("[data-testid=list-open]", ""));
    waiting().until(ignored -> clickLast("[data-testid=list-row]", title));
    click(within("[data-testid=list-send]"));
    return this;
  }

  /** Opens the newest list, chooses its first row and sends it. */
  SimulatorPage chooseFirst() {
    openList();
    waiting()
        .until(
            ignored -> {
              var rows = driver.findElements(within("[data-testid=list-row]"));
              rows.getFirst().click();
              return true;
            });
    click(within("[data-testid=list-send]"));
    return this;
  }

  /** Opens the newest list and leaves it open. */
  SimulatorPage openList() {
    waiting().until(ignored -> clickLast("[data-testid=list-open]", ""));
    waiting().until(elementToBeClickable(within("[data-testid=list-row]")));
    return this;
  }

  /** Leaves the open list without choosing. */
  SimulatorPage closeList() {
    pressKeys(Keys.ESCAPE);
    waiting().until(ignored -> driver.findElements(within("[data-testid=list-row]")).isEmpty());
    return this;
  }

  /** Presses what has this test id on this phone: a control, a kind of attachment, an option. */
  SimulatorPage use(String testId) {
    click(within("[data-testid=" + testId + "]"));
    return this;
  }

  /** Opens the form for a kind of message. */
  SimulatorPage attach(String kind) {
    use("attach");
    click(within("[data-testid=attach-kind][data-kind=" + kind + "]"));
    return this;
  }

  /** Opens the options of the newest message from {@code business} or {@code phone}. */
  SimulatorPage options(String from) {
    waiting()
        .until(
            ignored -> {
              var found =
                  driver.findElements(
                      within("[data-testid=message][data-from=" + from + "] [data-testid=more]"));
              found.getLast().sendKeys(Keys.ENTER);
              return true;
            });
    return this;
  }

  /** Leaves the open sheet. */
  SimulatorPage leave() {
    pressKeys(Keys.ESCAPE);
    waiting().until(ignored -> driver.findElements(within("[role=dialog]")).isEmpty());
    return this;
  }

  /** Waits until something with this selector on this phone says the words. */
  SimulatorPage awaitText(String selector, String words) {
    waiting()
        .withMessage(() -> "nothing at " + selector + " says \"" + words + "\"")
        .until(
            ignored ->
                driver.findElements(within(selector)).stream()
                    .anyMatch(element -> element.getText().contains(words)));
    return this;
  }

  /** Waits until this phone's newest picture, sound or film with this selector is loaded. */
  SimulatorPage awaitLoaded(String selector) {
    waiting()
        .withMessage(() -> "not loaded: " + selector)
        .until(
            ignored -> {
              var found = driver.findElements(within(selector));
              return !found.isEmpty()
                  && Boolean.TRUE.equals(
                      ((JavascriptExecutor) driver)
                          .executeScript(
                              "const e = arguments[0];"
                                  + "return e.tagName === 'IMG'"
                                  + " ? e.complete && e.naturalWidth > 0 : e.readyState >= 1",
                              found.getLast()));
            });
    return this;
  }

  /** Waits for a tick (clock, sent, delivered, read, failed) on the owner's newest message. */
  SimulatorPage awaitTick(String tick) {
    waiting()
        .until(
            ignored -> {
              var ticks = driver.findElements(within("[data-testid=tick]"));
              return !ticks.isEmpty() && tick.equals(ticks.getLast().getDomAttribute("data-tick"));
            });
    return this;
  }

  /** Waits until the composer holds these words and says that they were not sent. */
  SimulatorPage awaitDraft(String words) {
    waiting()
        .until(
            ignored ->
                words.equals(
                        driver
                            .findElement(within("[data-testid=composer-input]"))
                            .getDomProperty("value"))
                    && !driver.findElements(within("[role=alert]")).isEmpty());
    return this;
  }

  SimulatorPage awaitTyping() {
    waiting().until(ignored -> !driver.findElements(within("[data-testid=typing]")).isEmpty());
    return this;
  }

  /** Presses keys on whatever has the focus. */
  SimulatorPage pressKeys(CharSequence... keys) {
    for (var key : keys) {
      driver.switchTo().activeElement().sendKeys(key);
    }
    return this;
  }

  /** The test id of the element that has the focus. */
  String focused() {
    return driver.switchTo().activeElement().getDomAttribute("data-testid");
  }

  SimulatorPage chooseLanguage(String code) {
    click(By.cssSelector("[data-testid=language] option[value=" + code + "]"));
    return this;
  }

  /** The texts in the chat, oldest first, each led by {@code business:} or {@code phone:}. */
  List<String> transcript() {
    return driver.findElements(within("[data-testid=message]")).stream()
        .map(
            message ->
                message.getDomAttribute("data-from")
                    + ": "
                    + message.findElement(By.cssSelector("[data-testid=message-body]")).getText())
        .toList();
  }

  private SimulatorPage await() {
    waiting().until(elementToBeClickable(within("[data-testid=composer-input]")));
    return this;
  }

  /** On a small screen the list of phones lies behind a button. */
  void showList() {
    if (driver.findElements(By.cssSelector("[data-testid=add-phone]")).isEmpty()) {
      click(By.cssSelector("[data-testid=show-phones]"));
    }
  }

  private List<String> numbers() {
    return driver.findElements(By.cssSelector("[data-testid=phone]")).stream()
        .map(phone -> phone.getDomAttribute("data-number"))
        .toList();
  }

  private String lastReply() {
    var bodies =
        driver.findElements(
            within("[data-testid=message][data-from=business] [data-testid=message-body]"));
    return bodies.isEmpty() ? "" : bodies.getLast().getText();
  }

  private boolean clickLast(String selector, String text) {
    var found =
        driver.findElements(within(selector)).reversed().stream()
            .filter(element -> element.getText().contains(text))
            .findFirst();
    found.ifPresent(WebElement::click);
    return found.isPresent();
  }

  private void click(By target) {
    waiting().until(elementToBeClickable(target)).click();
  }

  private By within(String selector) {
    return By.cssSelector("[data-testid=phone][data-number='" + number + "'] " + selector);
  }

  private static By phoneSelector(String number) {
    return By.cssSelector("[data-testid=phone][data-number='" + number + "']");
  }

  /** React may redraw between finding and using an element: then the wait looks again. */
  private WebDriverWait waiting() {
    var wait = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50));
    wait.ignoring(StaleElementReferenceException.class);
    return wait;
  }
}
