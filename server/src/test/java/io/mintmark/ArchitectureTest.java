package io.mintmark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Who may know whom. The rules are the plan of the house: when one fails, move the code or change
/// the plan on purpose.
@AnalyzeClasses(packages = "io.mintmark", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule IMPORTS_POINT_DOWN_THE_HOUSE =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("app")
          .definedBy("io.mintmark.app..")
          .layer("edges")
          .definedBy(
              "io.mintmark.api..",
              "io.mintmark.gate..",
              "io.mintmark.store..",
              "io.mintmark.dialect.aliyun..",
              "io.mintmark.dialect.tencent..")
          .layer("ports")
          .definedBy("io.mintmark.dialect", "io.mintmark.broker..")
          .layer("use cases")
          .definedBy(
              "io.mintmark.sheet..",
              "io.mintmark.pattern..",
              "io.mintmark.production..",
              "io.mintmark.output..",
              "io.mintmark.label..",
              "io.mintmark.delivery..",
              "io.mintmark.line..",
              "io.mintmark.registration..",
              "io.mintmark.login..",
              "io.mintmark.refusal..",
              "io.mintmark.explanation..",
              "io.mintmark.risk..",
              "io.mintmark.gateway..",
              "io.mintmark.access..")
          .layer("nouns")
          .definedBy("io.mintmark.project..", "io.mintmark.product..", "io.mintmark.device..")
          .layer("ground")
          .definedBy(
              "io.mintmark.event..",
              "io.mintmark.request..",
              "io.mintmark.vault..",
              "io.mintmark.certificate..")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("edges")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("ports")
          .mayOnlyBeAccessedByLayers("app", "edges")
          .whereLayer("use cases")
          .mayOnlyBeAccessedByLayers("app", "edges", "ports")
          .whereLayer("nouns")
          .mayOnlyBeAccessedByLayers("app", "edges", "ports", "use cases");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLE =
      slices().matching("io.mintmark.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_DIALECTS_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching("io.mintmark.dialect.(*)..")
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule THE_GATE_KNOWS_NO_DIALECT_IN_PARTICULAR =
      noClasses()
          .that()
          .resideInAPackage("io.mintmark.gate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.mintmark.dialect.aliyun..", "io.mintmark.dialect.tencent..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule EDGES_DO_NOT_KNOW_EACH_OTHER =
      noClasses()
          .that()
          .resideInAnyPackage("io.mintmark.api..", "io.mintmark.gate..", "io.mintmark.broker..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.mintmark.store..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule SPRING_STAYS_AT_THE_EDGES =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.mintmark.app..", "io.mintmark.api..", "io.mintmark.store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");

  @ArchTest
  static final ArchRule NETTY_STAYS_IN_THE_GATE_AND_THE_DEVICE_KIT =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.mintmark.gate..", "io.mintmark.broker..", "io.mintmark.devicekit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..");

  @ArchTest
  static final ArchRule SQL_STAYS_IN_THE_STORE =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.mintmark.store..", "io.mintmark.app..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..");
}
