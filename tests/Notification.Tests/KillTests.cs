using System.Diagnostics;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Notification.Settings;
using Maintenance.Queries;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging.Abstractions;
using SmtpServer.Protocol;

namespace Maintenance.Notification.Tests;

/// <summary>kill -9 of the process that sends, while messages are on their way: a real process, a real mail server that counts.</summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class KillTests : IDisposable
{
    private const int People = 50;
    private const int Routes = 3;
    private readonly string _folder = Directory.CreateTempSubdirectory("notification-kill-").FullName;
    private Process? _process;
    private Process? _killed;

    public void Dispose()
    {
        if (_process is { HasExited: false }) _process.Kill();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Killed_again_and_again_each_message_went_out_once_or_is_shown_as_unknown()
    {
        await FillAsync();
        await using var server = new MailServer();
        var asked = 0;
        var kills = new Queue<int>([1, 9, 25, 26, 70, 111]);
        server.Answer = _ =>
        {
            // The message has arrived and the sender waits for the answer: now.
            if (Interlocked.Increment(ref asked) is var count && kills.TryPeek(out var at) && count >= at)
                lock (kills)
                    if (kills.TryPeek(out at) && count >= at && _process is { HasExited: false } process && process != _killed)
                    {
                        kills.Dequeue();
                        _killed = process; // one that dies has not exited yet
                        process.Kill();
                    }
            return Task.FromResult(SmtpResponse.Ok);
        };
        var starts = 0;
        for (var code = -1; code != 0; starts++)
        {
            starts.ShouldBeLessThan(20, "the process must come to an end once nobody kills it");
            _process = Start(server.Port);
            await _process.WaitForExitAsync();
            code = _process.ExitCode;
            code.ShouldBeOneOf(0, 137);
        }
        starts.ShouldBe(7, "six kills");

        var rows = await RowsAsync();
        rows.Count.ShouldBe(3 * Routes * People);
        var mails = server.Taken.GroupBy(m => m.To.ToString()).ToDictionary(g => $"email:{g.Key}", g => g.Count());
        mails.Values.ShouldAllBe(count => count == 1, "nobody is told twice");
        foreach (var told in rows.GroupBy(r => r.Recipient))
        {
            var state = told.Select(r => r.State).Distinct().ShouldHaveSingleItem();
            if (state == "sent") mails.GetValueOrDefault(told.Key).ShouldBe(1, told.Key);
            else state.ShouldBe("unknown");
        }
        var unknown = rows.Where(r => r.State == "unknown").Select(r => r.Recipient).Distinct().Count();
        unknown.ShouldBeInRange(6, 6 * 4, "at least the message at each kill, at most what was on its way");
    }

    private async Task FillAsync()
    {
        await using var store = await OpenAsync();
        await store.MigrateAsync(CancellationToken.None);
        NotificationSettingRow[] routes =
        [
            .. Enumerable.Range(0, Routes).Select(r => Shift.Setting("route", $"route{r}", SettingsJson.Write(new NotificationRoute
            {
                GroupWait = TimeSpan.Zero,
                Steps =
                [
                    new RouteStep
                    {
                        To = [.. Enumerable.Range(0, People).Select(p => new RouteTarget { Email = $"p{r}-{p}@example.org" })],
                    },
                ],
            }))),
        ];
        await store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of<NotificationSettingRow>(routes)] }, CancellationToken.None);
    }

    private async Task<IReadOnlyList<NotificationRow>> RowsAsync()
    {
        await using var store = await OpenAsync();
        return await NotificationsQuery.RunAsync(store, RegionScope.All, [], 100_000, CancellationToken.None);
    }

    private Task<IConditionStore> OpenAsync() => ConditionStores.OpenAsync(
        new ConditionStoreOptions { DataDirectory = _folder, MemoryLimitMiB = 256 }, NullLoggerFactory.Instance, CancellationToken.None);

    private Process Start(int port)
    {
        var start = new ProcessStartInfo("dotnet");
        start.ArgumentList.Add(typeof(KillTests).Assembly.Location);
        foreach (var argument in new[] { "notify", _folder, $"{port}", $"{3 * Routes * People}" }) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
