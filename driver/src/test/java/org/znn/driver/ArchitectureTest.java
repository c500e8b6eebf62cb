package org.znn.driver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Allowed dependencies between modules and packages. */
@AnalyzeClasses(packages = "org.znn", importOptions = {DoNotIncludeTests.class, ArchitectureTest.WithoutTestJars.class})
final class ArchitectureTest {

    /** Leaves out test classes that another module has packaged. */
    static final class WithoutTestJars implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String COMMON = "org.znn.common..";
    private static final String WORKER = "org.znn.worker..";
    private static final String DRIVER = "org.znn.driver..";

    @ArchTest
    static final ArchRule COMMON_DEPENDS_ON_NEITHER_WORKER_NOR_DRIVER =
            noClasses().that().resideInAPackage(COMMON).should().dependOnClassesThat()
                    .resideInAnyPackage(WORKER, DRIVER);

    @ArchTest
    static final ArchRule WORKER_DOES_NOT_DEPEND_ON_DRIVER =
            noClasses().that().resideInAPackage(WORKER).should().dependOnClassesThat().resideInAPackage(DRIVER);

    @ArchTest
    static final ArchRule ONLY_DRIVER_DEPENDS_ON_SPARK =
            noClasses().that().resideInAnyPackage(COMMON, WORKER).should().dependOnClassesThat()
                    .resideInAnyPackage("org.apache.spark..", "scala..");

    @ArchTest
    static final ArchRule NO_PACKAGES_DEPEND_ON_EACH_OTHER_IN_CYCLES =
            slices().matching("org.znn.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_CLI_DEPENDS_ON_PICOCLI =
            noClasses().that().resideOutsideOfPackage("org.znn.driver.cli..").should().dependOnClassesThat()
                    .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule ONLY_MAIN_DEPENDS_ON_CLI =
            noClasses().that().resideOutsideOfPackage("org.znn.driver.cli..")
                    .and().doNotHaveFullyQualifiedName("org.znn.driver.Main")
                    .should().dependOnClassesThat().resideInAPackage("org.znn.driver.cli..");
}
