using Maintenance.Host.Verbs;

namespace Maintenance.Host.Tests.Verbs;

/// <summary>How verbs are run and ended.</summary>
public sealed class VerbRunnerTests
{
    /// <summary>
    /// System.CommandLine ends the process two seconds after SIGTERM unless told otherwise, whatever the host is still writing.
    /// </summary>
    [Fact]
    public void A_host_that_is_asked_to_stop_gets_the_time_it_may_take() =>
        VerbRunner.Invocation.ProcessTerminationTimeout.ShouldNotBeNull()
            .ShouldBeGreaterThan(new Microsoft.Extensions.Hosting.HostOptions().ShutdownTimeout);
}
