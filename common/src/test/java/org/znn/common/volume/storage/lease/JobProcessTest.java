package org.znn.common.volume.storage.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.volume.storage.lease.JobProcess.Liveness;

/** Tests what a process finds out about another one. */
class JobProcessTest {

    private static final long PID = 4711;

    @TempDir
    private Path folder;
    private FakeProc proc;
    private JobProcess self;

    @BeforeEach
    void boot() throws IOException {
        proc = new FakeProc(folder);
        self = process("ann", "host1", 815, "500", "boot-1", "pid:[4026531836]");
    }

    private static JobProcess process(String user, String host, long pid, String start, String boot, String space) {
        return new JobProcess(user, host, pid, start, boot, space);
    }

    private Liveness liveness(String user, String start) {
        return self.livenessOf(process(user, "host1", PID, start, "boot-1", "pid:[4026531836]"), proc.folder());
    }

    @Test
    void runsIfItsNumberAndStartAreThere() throws IOException {
        proc.run(PID, "S", 40, "900");
        assertEquals(Liveness.RUNNING, liveness("ann", "900"));
        assertEquals(Liveness.RUNNING, liveness("bob", "900"));
    }

    @Test
    void runsWhileItIsStoppedBySignal() throws IOException {
        proc.run(PID, "T", 40, "900");
        assertEquals(Liveness.RUNNING, liveness("ann", "900"));
    }

    @Test
    void hasEndedIfAnotherProcessHasItsNumber() throws IOException {
        proc.run(PID, "S", 40, "901");
        assertEquals(Liveness.ENDED, liveness("ann", "900"));
    }

    @Test
    void hasEndedIfNoProcessHasItsNumber() {
        assertEquals(Liveness.ENDED, liveness("ann", "900"));
        assertEquals(Liveness.ENDED, liveness("bob", "900"));
    }

    @Test
    void hasEndedIfItsParentHasNotCollectedItYet() throws IOException {
        proc.run(PID, "Z", 1, "900");
        assertEquals(Liveness.ENDED, liveness("ann", "900"));
        proc.run(PID, "Z", 2, "900");
        assertEquals(Liveness.RUNNING, liveness("ann", "900"), "other threads of it run");
    }

    @Test
    void isUnknownIfProcessesOfOtherUsersAreHidden() throws IOException {
        proc.end(1);
        assertEquals(Liveness.UNKNOWN, liveness("bob", "900"));
        assertEquals(Liveness.ENDED, liveness("ann", "900"));
    }

    @Test
    void isUnknownElsewhere() throws IOException {
        proc.run(PID, "S", 40, "900");
        assertEquals(Liveness.UNKNOWN, self.livenessOf(
                process("ann", "host2", PID, "900", "boot-1", "pid:[4026531836]"), proc.folder()), "other host");
        assertEquals(Liveness.UNKNOWN, self.livenessOf(
                process("ann", "host1", PID, "900", "boot-2", "pid:[4026531836]"), proc.folder()), "earlier boot");
        assertEquals(Liveness.UNKNOWN, self.livenessOf(
                process("ann", "host1", PID, "900", "boot-1", "pid:[1]"), proc.folder()), "other container");
        JobProcess blind = process("ann", "host1", 815, "", "", "");
        assertEquals(Liveness.UNKNOWN, blind.livenessOf(blind, proc.folder()), "not Linux");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void knowsItsOwnProcess() throws IOException {
        JobProcess current = JobProcess.current(ProcFolder.system());
        assertEquals(ProcessHandle.current().pid(), current.pid());
        assertEquals(Liveness.RUNNING, current.livenessOf(current, ProcFolder.system()));
        assertEquals(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip(), current.host());
        assertFalse(current.start().isEmpty());
    }
}
