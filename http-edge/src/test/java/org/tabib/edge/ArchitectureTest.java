package org.tabib.edge;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;

/**
 * The directions and package rules that the structure stands on (CONTRIBUTING.md). A rule about a
 * package that does not exist yet holds trivially; it starts to bite with the first class in it.
 */
@AnalyzeClasses(packages = "org.tabib", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ENGINE = "org.tabib.engine..";
  private static final String PROJECTIONS = "org.tabib.projections..";
  private static final String EDGE = "org.tabib.edge..";

  /** Decisions and what they are made of: a restart or a replay must come to the same result. */
  private static final DescribedPredicate<JavaClass> PURE =
      resideInAnyPackage(
              "org.tabib.engine.flow..", "org.tabib.engine.language..", "org.tabib.engine.care..")
          .or(
              resideInAPackage(ENGINE)
                  .and(outermostNameEndsWith("State", "Decider", "Decision", "Event")))
          .as("pure engine classes (flow, language, care, *State, *Decider, *Decision, *Event)");

  @ArchTest
  static final ArchRule engineKnowsNeitherProjectionsNorEdge =
      noClasses()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PROJECTIONS, EDGE);

  @ArchTest
  static final ArchRule projectionsDoNotKnowTheEdge =
      noClasses()
          .that()
          .resideInAPackage(PROJECTIONS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(EDGE)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule engineSpeaksNoHttp =
      noClasses()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("akka.http..", "java.net.http..");

  @ArchTest
  static final ArchRule pureClassesDoNotKnowAkka =
      noClasses()
          .that(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("akka..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule pureClassesHaveNoClockAndNoRandomness =
      noClasses()
          .that(PURE)
          .should(callMethodWhere(isReadingTheClockOrRandomness()))
          .orShould()
          .dependOnClassesThat(assignableTo(Clock.class).or(assignableTo(RandomGenerator.class)))
          .because("\"now\" and identifiers are parameters of a decision")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule enginePackagesHaveNoCycles =
      slices().matching("org.tabib.engine.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  /** But for Main, which tells the operator at the terminal where to look. */
  @ArchTest
  static final ArchRule nobodyPrints =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.tabib.edge.Main")
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest static final ArchRule loggingIsSlf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl");

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes().should(resideInANullMarkedPackage()).because("null is checked by the compiler");

  private static DescribedPredicate<JavaClass> outermostNameEndsWith(String... endings) {
    return DescribedPredicate.describe(
        "outermost name ends with " + String.join(", ", endings),
        javaClass -> {
          String name = outermost(javaClass).getSimpleName();
          for (String ending : endings) {
            if (name.endsWith(ending)) {
              return true;
            }
          }
          return false;
        });
  }

  private static JavaClass outermost(JavaClass javaClass) {
    return javaClass.getEnclosingClass().map(ArchitectureTest::outermost).orElse(javaClass);
  }

  private static DescribedPredicate<JavaMethodCall> isReadingTheClockOrRandomness() {
    Set<String> system = Set.of("currentTimeMillis", "nanoTime");
    return DescribedPredicate.describe(
        "reads the clock or randomness",
        call -> {
          JavaClass owner = call.getTargetOwner();
          String method = call.getName();
          return (owner.getPackageName().equals("java.time") && method.equals("now"))
              || (owner.isEquivalentTo(System.class) && system.contains(method))
              || (owner.isEquivalentTo(Math.class) && method.equals("random"))
              || (owner.isEquivalentTo(UUID.class) && method.equals("randomUUID"));
        });
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a package that is @NullMarked in its package-info") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        boolean marked =
            javaClass
                .getPackage()
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
        events.add(
            new SimpleConditionEvent(
                javaClass,
                marked,
                javaClass.getPackageName() + " has no package-info.java with @NullMarked"));
      }
    };
  }
}
