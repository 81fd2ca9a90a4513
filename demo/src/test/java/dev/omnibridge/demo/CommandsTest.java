package dev.omnibridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.demo.world.MachineSize;
import dev.omnibridge.demo.world.SimulatedAccount;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private final SimulatedAccount account =
            SimulatedAccount.start(MachineSpeeds.instant(), Map.of(MachineSize.SMALL, 1, MachineSize.BIG, 2));
    private final Commands commands = new Commands(account);

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void machinesListsEachWithItsCores() {
        assertThat(commands.run("machines"))
                .hasSize(3)
                .filteredOn(line -> line.contains("16 cores"))
                .hasSize(2);
    }

    @Test
    void aMachineIsCutOffAndComesBackByTheBeginningOfItsId() {
        var machine = account.simulator().machines().all().getFirst();
        String beginning = machine.id().substring(0, 12);

        assertThat(commands.run("disconnect " + beginning))
                .singleElement()
                .asString()
                .contains("is cut off");
        await().until(() -> !machine.isReachable());
        commands.run("connect " + beginning);
        await().until(machine::isReachable);
    }

    @Test
    void addLetsAMachineOfThatSizeJoin() {
        assertThat(commands.run("add big")).singleElement().asString().endsWith("joins");
        assertThat(account.simulator().machines().all()).hasSize(4);
    }

    @Test
    void mistakesAreToldWithWhatIsPossible() {
        assertThat(commands.run("add huge")).containsExactly("there is no size 'huge'; type add small or add big");
        assertThat(commands.run("reboot")).singleElement().asString().startsWith("'reboot' is no command; there are");
        assertThat(commands.run("connect nowhere")).singleElement().asString().startsWith("no machine is called");
        assertThat(commands.run("disconnect")).singleElement().asString().startsWith("no machine is called ''");
    }
}
