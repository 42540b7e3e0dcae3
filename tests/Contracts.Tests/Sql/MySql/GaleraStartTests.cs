using System.Globalization;
using Maintenance.Tests.Galera;

namespace Maintenance.Contracts.Tests.Sql.MySql;

/// <summary>
/// A group of servers that cannot start says why, in their own words and at once; test processes never choose the same ports.
/// </summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class GaleraStartTests
{
    [Fact]
    public async Task A_server_that_ends_is_told_with_its_exit_code_and_its_own_error_and_not_started_again()
    {
        var cluster = new GaleraCluster { MoreArguments = ["--no-such-setting"] };
        try
        {
            var error = await Should.ThrowAsync<ServerStartException>(cluster.InitializeAsync);
            error.Message.ShouldMatch("node1 ended with [1-9]");
            error.Message.ShouldContain("unknown option '--no-such-setting'");
            cluster.Starts.ShouldBe(1);
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_server_that_is_not_ready_in_time_is_ended_and_told_with_what_it_wrote()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var givenUp = new CancellationTokenSource();
        var folder = Directory.CreateTempSubdirectory("node-");
        File.SetUnixFileMode(folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.GroupExecute
            | UnixFileMode.OtherExecute);
        // It runs, and never becomes a member of a cluster.
        using (var node = new MariaDbNode("lonely",
            Directory.CreateDirectory(Path.Combine(folder.FullName, "server")).FullName)
        { MoreArguments = ["--wsrep-on=OFF"] })
        {
            await node.InstallAsync(limit.Token);
            var start = node.StartAsync([], givenUp.Token);
            while (!node.Output().Contains("ready for connections", StringComparison.Ordinal)) await Task.Delay(20, limit.Token);
            await givenUp.CancelAsync();
            var error = await Should.ThrowAsync<ServerStartException>(() => start);
            error.Message.ShouldContain("lonely was not ready after");
            error.Message.ShouldContain("ready for connections");
            node.IsRunning.ShouldBeFalse();
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Test_processes_at_the_same_time_take_different_ports()
    {
        const int Ports = 300;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var processes = Enumerable.Range(0, 3)
            .Select(_ => ChildProcess.Start(fileSizeLimitKiB: null, "ports", Ports.ToString(CultureInfo.InvariantCulture))).ToArray();
        try
        {
            var taken = new List<string>();
            foreach (var process in processes)
                for (var i = 0; i < Ports; i++) taken.Add((await process.Output.ReadLineAsync(limit.Token)).ShouldNotBeNull());
            taken.ShouldBeUnique();
        }
        finally
        {
            foreach (var process in processes) process.Dispose();
        }
    }
}
