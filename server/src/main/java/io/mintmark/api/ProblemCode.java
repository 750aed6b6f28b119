package io.mintmark.api;

import java.util.Locale;

/// The stable codes of problem documents. Programs may branch on them: a code is never renamed and
/// never changes its meaning; `docs/api.md` holds the same table for readers.
public enum ProblemCode {
  /// The request itself is wrong: not JSON, an unknown property, a value of the wrong type or form.
  BAD_REQUEST(400, "The request cannot be read"),
  /// A new password is too short or the old one again.
  PASSWORD_WEAK(400, "The new password is not good enough"),
  /// No token, or one that is unknown, over or revoked.
  NOT_SIGNED_IN(401, "Not signed in"),
  /// Name or password is wrong; which of them is not told.
  SIGN_IN_REFUSED(401, "Name or password is wrong"),
  /// The password was given out for one use and must be replaced while signing in.
  PASSWORD_CHANGE_NEEDED(403, "The password must be replaced"),
  /// No such thing, or not one for this caller.
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  /// The caller accepts no form that the answer has.
  NOT_ACCEPTABLE(406, "No acceptable form of the answer"),
  /// Another product has this ProductKey.
  PRODUCT_KEY_TAKEN(409, "The ProductKey is taken"),
  /// Only a published product can be mass-produced.
  PRODUCT_NOT_PUBLISHED(409, "The product is not published"),
  /// A rotation would leave three versions of a ProductSecret in use.
  OLDER_SECRET_IN_USE(409, "An older ProductSecret is still accepted"),
  /// Only an older version can be retired.
  SECRET_IS_CURRENT(409, "This ProductSecret is the current one"),
  /// The file of a batch exists when all its units do.
  BATCH_NOT_READY(409, "The batch is not ready"),
  /// The order is done with; its files are not handed out any more.
  BATCH_CLOSED(409, "The batch is closed"),
  /// Only minting that stopped can be taken up again.
  BATCH_NOT_STOPPED(409, "The batch is not stopped"),
  /// A list of names that was not read to its end cannot be repaired.
  NAME_LIST_INCOMPLETE(409, "The list of names was not read to its end"),
  /// The act does not go with the state that the batch is in.
  BATCH_ACT_IMPOSSIBLE(409, "Not possible in the batch's state"),
  /// A batch with units can be stopped and not cancelled.
  BATCH_HAS_UNITS(409, "Units of the batch exist"),
  /// Somebody else must review a batch than who asked for it.
  REVIEWER_ASKED(403, "A reviewer is never the one who asked"),
  /// The same Idempotency-Key came with another request.
  IDEMPOTENCY_KEY_REUSED(409, "The Idempotency-Key stands for another request"),
  /// A stored list of names makes one batch.
  NAME_LIST_USED(409, "The list of names was used"),
  /// All DeviceClients of the name are refused already, or there were none.
  NO_LIVE_CLIENTS(409, "The name has no live DeviceClient"),
  /// The device is not held, and nothing speaks against it.
  NOTHING_TO_RELEASE(409, "There is nothing to release the device from"),
  /// Another account has this name.
  ACCOUNT_TAKEN(409, "The account's name is taken"),
  /// Nobody would be left who may do everything.
  LAST_OPERATOR(409, "This is the last operator's account"),
  /// A delivery that is spent, expired or revoked, or whose batch is closed.
  DELIVERY_NOT_OPEN(409, "The delivery is not open"),
  /// The package was not downloaded to its end, or its receipt is noted already.
  NOTHING_TO_RECEIVE(409, "There is nothing to confirm"),
  /// What was handed in is no key that packages can be sealed to.
  FACTORY_KEY_UNFIT(422, "The key is unfit"),
  /// The range, the files, the expiry or the sealing cannot be so.
  DELIVERY_UNFIT(422, "The delivery cannot be made so"),
  /// A station sent another test under an id that it has used.
  TEST_ID_REUSED(409, "The station has used this id for another test"),
  /// A balance is signed by somebody who did not draw it up, and by a person.
  SECOND_PERSON_NEEDED(409, "A second person is needed"),
  /// A signature stays.
  STATEMENT_SIGNED(409, "The statement is signed already"),
  /// A test lies in the future, or before its unit.
  TEST_TIME_ABSURD(422, "The time of the test cannot be right"),
  /// Names that the system makes up cannot be burned with dynamic registration.
  NAMES_MUST_BE_UPLOADED(422, "Dynamic registration needs uploaded names"),
  /// Fewer units than one, or more than a batch may have.
  COUNT_OUT_OF_RANGE(422, "The number of units is out of range"),
  /// There is no such format, its options are wrong, or a unit does not fit into it.
  FILE_UNFIT(422, "The file cannot be made so"),
  /// The body is longer than the API takes.
  TOO_LARGE(413, "The request is too large"),
  MEDIA_TYPE_UNSUPPORTED(415, "The media type is not supported"),
  /// Lines of an uploaded file are wrong; `faults` tells which, and nothing was stored.
  NAMES_FAULTY(422, "Some names are faulty"),
  /// The pattern cannot be read or makes no names for this product and count.
  PATTERN_FAULTY(422, "The pattern is faulty"),
  /// The stored list has errors.
  NAME_LIST_FAULTY(422, "The list of names is faulty"),
  /// Too many failed sign-ins of late.
  TOO_MANY_ATTEMPTS(429, "Too many attempts"),
  /// Something broke on our side; the log has the reference.
  INTERNAL(500, "Something broke on our side"),
  /// The store has more work waiting than it takes on.
  OVERLOADED(503, "Too much to do at this moment"),
  /// The disk of the database is full; nothing was stored.
  STORE_FULL(507, "The disk of the database is full"),
  /// The store does not answer; told by the health check.
  UNWELL(503, "The server is not well");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /// The HTTP status that carries this code.
  public int status() {
    return status;
  }

  /// What it is in a few words, the same for every occurrence.
  public String title() {
    return title;
  }

  /// Names the kind of problem as RFC 9457 asks; it is an identifier, not an address.
  public String type() {
    return "urn:mintmark:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
