package lectern.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Holds the house to its plan: the module line, the fences round third-party libraries, the names.
@AnalyzeClasses(packages = "lectern", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] ADAPTERS = {
    "lectern.ingest.tika",
    "lectern.ingest.tokens",
    "lectern.retrieve.lucene",
    "lectern.retrieve.embed",
    "lectern.synthesize.offline",
    "lectern.synthesize.kimi"
  };

  private static final ArchCondition<JavaClass> BE_SEALED =
      new ArchCondition<>("be sealed") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          events.add(
              new SimpleConditionEvent(type, type.isSealed(), type.getName() + " is not sealed"));
        }
      };

  private static final DescribedPredicate<JavaMethodCall> FORMATS_WITHOUT_LOCALE =
      new DescribedPredicate<>("formats in the locale of whoever runs it") {
        @Override
        public boolean test(JavaMethodCall call) {
          List<JavaClass> parameters = call.getTarget().getRawParameterTypes();
          return Set.of("format", "printf", "formatted").contains(call.getName())
              && !parameters.isEmpty()
              && parameters.getLast().isEquivalentTo(Object[].class)
              && !parameters.getFirst().isEquivalentTo(Locale.class);
        }
      };

  @ArchTest
  static final ArchRule modulesFormALine =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("ingest")
          .definedBy("lectern.ingest..")
          .layer("retrieve")
          .definedBy("lectern.retrieve..")
          .layer("synthesize")
          .definedBy("lectern.synthesize..")
          .layer("eval")
          .definedBy("lectern.eval..")
          .layer("app")
          .definedBy("lectern.app..")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("eval")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("synthesize")
          .mayOnlyBeAccessedByLayers("eval", "app")
          .whereLayer("retrieve")
          .mayOnlyBeAccessedByLayers("synthesize", "eval", "app");

  @ArchTest
  static final ArchRule noCirclesAnywhere =
      slices().matching("lectern.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule vocabularyKnowsNoStage =
      noClasses()
          .that()
          .resideInAnyPackage(
              "lectern.ingest", "lectern.retrieve", "lectern.synthesize", "lectern.eval")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "lectern.ingest.*..",
              "lectern.retrieve.*..",
              "lectern.synthesize.*..",
              "lectern.eval.*..");

  @ArchTest
  static final ArchRule onlyTheCompositionRootPicksAdapters =
      noClasses()
          .that()
          .haveNameNotMatching(
              "lectern\\.app\\.(Lectern|ModelAccess|ModelListings|ReachedModel)(\\$.*)?")
          .and()
          .resideOutsideOfPackages(ADAPTERS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ADAPTERS);

  @ArchTest
  static final ArchRule ingestStagesDoNotKnowEachOther =
      slices().matching("lectern.ingest.(split|tika|tokens)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule synthesizeStagesDoNotKnowEachOther =
      slices()
          .matching("lectern.synthesize.(catalogue|plan|prompt|cite|offline|kimi|standin|ledger)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule tikaStaysBehindItsAdapter =
      only("lectern.ingest.tika..", "org.apache.tika..", "org.apache.poi..", "org.apache.pdfbox..")
          .as("Tika and its parsers are used in lectern.ingest.tika (and to write the samples)");

  @ArchTest
  static final ArchRule luceneStaysBehindItsAdapter =
      only("lectern.retrieve.lucene..", "org.apache.lucene..");

  @ArchTest
  static final ArchRule langChainStaysBehindItsAdapters =
      only("lectern.(retrieve.langchain4j|synthesize.kimi)..", "dev.langchain4j..");

  /// It is for other programs; the command line, which must start fast, never loads it.
  @ArchTest
  static final ArchRule nothingHereUsesTheContentRetriever =
      noClasses()
          .that()
          .resideOutsideOfPackage("lectern.retrieve.langchain4j")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("lectern.retrieve.langchain4j");

  @ArchTest
  static final ArchRule jtokkitStaysBehindItsAdapter =
      only("lectern.ingest.tokens..", "com.knuddels..");

  @ArchTest
  static final ArchRule languagesAreDetectedInTheTikaAdapter =
      only("lectern.ingest.tika..", "com.optimaize..", "com.google.common..");

  @ArchTest
  static final ArchRule resilienceStaysInTheAdaptersThatCall =
      only("lectern.(retrieve.embed|synthesize.kimi)..", "io.github.resilience4j..");

  @ArchTest
  static final ArchRule csvIsReadInTheWalk =
      only("lectern.ingest.walk..", "org.apache.commons.csv..");

  @ArchTest
  static final ArchRule picocliStaysInTheCommandLine = only("lectern.app.cli..", "picocli..");

  @ArchTest
  static final ArchRule settingsAreRecords =
      classes().that().haveSimpleNameEndingWith("Settings").should().beRecords();

  @ArchTest
  static final ArchRule namesSaySomething =
      noClasses()
          .should()
          .haveNameMatching(
              ".*(Impl|Manager|Helper|Utils?|Utilities|Base|Abstract[A-Z].*|Default[A-Z].*|Simple[A-Z].*)$");

  @ArchTest
  static final ArchRule exceptionsAreSealed =
      classes()
          .that()
          .areAssignableTo(RuntimeException.class)
          .and()
          .areTopLevelClasses()
          .should(BE_SEALED);

  /// The one in `lectern.ingest.walk` prints hexadecimal digits, which are the same everywhere.
  @ArchTest
  static final ArchRule formatsNameTheirLocale =
      noClasses()
          .that()
          .resideOutsideOfPackage("lectern.ingest.walk")
          .should()
          .callMethodWhere(FORMATS_WITHOUT_LOCALE);

  private static ArchRule only(String home, String... library) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(home, "lectern.eval.corpus..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library);
  }
}
