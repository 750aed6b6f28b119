package io.mintmark.api;

import io.mintmark.access.Account;
import io.mintmark.access.AccountDesk;
import io.mintmark.access.Role;
import io.mintmark.delivery.Factories;
import io.mintmark.project.FactoryId;
import io.mintmark.vault.SecretText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Accounts of people.
@RestController
@Tag(name = "Access")
class AccountsResource {

  private static final String PATH = Paths.API + "/accounts";

  private final AccountDesk desk;
  private final Factories factories;

  AccountsResource(AccountDesk desk, Factories factories) {
    this.desk = desk;
    this.factories = factories;
  }

  @GetMapping(PATH)
  @Operation(operationId = "listAccounts", summary = "List all accounts by name")
  Page<AccountView> listAccounts() {
    return Page.all(desk.all(), AccountView::of);
  }

  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "createAccount",
      summary = "Create an account for a person",
      description =
          "With `factory` he sees what is delivered to that factory and nothing else; without, he"
              + " may do everything. The one-time password is shown in this answer and never"
              + " again; it is replaced at the first sign-in.")
  @Refusals(ProblemCode.ACCOUNT_TAKEN)
  ResponseEntity<OneTimePassword> createAccount(@RequestBody NewAccount body) {
    var role = Role.of(Lookup.factoryOrNull(factories, body.factory()));
    var password =
        desk.open(body.name(), role)
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemCode.ACCOUNT_TAKEN,
                        "Choose another name, or delete the account that has it."));
    return ResponseEntity.created(URI.create(PATH + "/" + body.name()))
        .body(OneTimePassword.of(body.name(), password));
  }

  @PostMapping(PATH + "/{name}/reset-password")
  @Operation(
      operationId = "resetPassword",
      summary = "Give an account a new one-time password, and end its sessions")
  OneTimePassword resetPassword(@PathVariable String name) {
    return desk.resetPassword(name)
        .map(password -> OneTimePassword.of(name, password))
        .orElseThrow(AccountsResource::noAccount);
  }

  @DeleteMapping(PATH + "/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "deleteAccount", summary = "Delete an account, and end its sessions")
  @Refusals(ProblemCode.LAST_OPERATOR)
  void deleteAccount(@PathVariable String name) {
    switch (desk.close(name)) {
      case CLOSED -> {}
      case UNKNOWN -> throw noAccount();
      case LAST_OPERATOR ->
          throw new ProblemException(
              ProblemCode.LAST_OPERATOR, "Create another account without a factory first.");
    }
  }

  private static ProblemException noAccount() {
    return ProblemException.notFound("account of this name");
  }

  /// What a new account needs.
  record NewAccount(
      @Schema(example = "mei.lin", description = "1 to 64 of `A-Z a-z 0-9 . _ @ -`") String name,
      @Schema(example = "f-3k9x0a7q2m", description = "For a person of this factory")
          @Nullable String factory) {

    NewAccount {
      if (!AccountDesk.isFit(Fields.required("name", name))) {
        throw ProblemException.badRequest(
            "The property 'name' has 1 to 64 of the characters A-Z a-z 0-9 . _ @ - and begins with"
                + " a letter or digit.");
      }
    }
  }

  /// An account from outside.
  record AccountView(
      @Schema(example = "mei.lin") String name,
      @Schema(description = "Of a person of a factory; null for one who may do everything")
          @Nullable String factory,
      @Schema(description = "Whether its one-time password was not replaced yet") boolean oneTime,
      Instant createdAt) {

    static AccountView of(Account account) {
      return new AccountView(
          account.name(),
          account.role().factoryId().map(FactoryId::value).orElse(null),
          account.oneTime(),
          account.createdAt());
    }
  }

  /// A password that was just made.
  record OneTimePassword(
      String name,
      @Schema(description = "It is shown this once, and good for one sign-in")
          String oneTimePassword) {

    static OneTimePassword of(String name, SecretText password) {
      return new OneTimePassword(name, password.expose());
    }

    @Override
    public String toString() {
      return "OneTimePassword[" + name + "]";
    }
  }
}
