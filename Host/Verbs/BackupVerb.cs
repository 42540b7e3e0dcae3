using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;

namespace Maintenance.Host.Verbs;

/// <summary><c>backup</c>: backs up the store's tables as they are now, through the running host if there is one.</summary>
internal static class BackupVerb
{
    public static Command Create()
    {
        var incremental = new Option<bool>("--incremental")
        {
            Description = "Only what is new since the folder's newest backup; full if "
            + "there is none."
        };
        var (data, set, json) = (VerbOptions.Data(), VerbOptions.Set(), VerbOptions.Json());
        var command = new Command("backup", "Backs up the store into Backup:Directory while everything keeps running; any engine can "
            + "restore it.") { incremental, data, set, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(incremental), parsed.GetValue(data)!, parsed.GetValue(set) ?? [], parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool incremental, string data, string[] settings, bool json,
        CancellationToken cancellationToken)
    {
        var host = await RunningHost.FindAsync(data, cancellationToken);
        if (host is not null && settings.Length > 0)
            throw new OptionException("--set: a host is running and backs up with its own options; leave --set out.");
        var summary = host is not null
            ? await ViaHostAsync(host, incremental, cancellationToken) : await LocallyAsync(data, settings, incremental, cancellationToken);
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(summary, JsonSerializerOptions.Web));
        else
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{summary.Folder}: {summary.Rows:N0} rows, {summary.Bytes / 1048576.0:N1} MiB, {summary.Seconds:0.0} "
                    + $"s{(summary.Parent is null ? "" : $", continues {summary.Parent}")}"));
        return 0;
    }

    private static async Task<BackupSummary> ViaHostAsync(RunningHost host, bool incremental, CancellationToken cancellationToken)
    {
        using var client = host.CreateClient();
        client.Timeout = Timeout.InfiniteTimeSpan; // as long as it takes
        using var response = await client.PostAsync($"/api/v1/backups?incremental={(incremental ? "true" : "false")}", content: null,
            cancellationToken);
        if (response.IsSuccessStatusCode)
            return (await response.Content.ReadFromJsonAsync<BackupSummary>(JsonSerializerOptions.Web, cancellationToken))!;
        throw new StoreException(await Problem.ReadAsync(response, cancellationToken));
    }

    private static async Task<BackupSummary> LocallyAsync(string data, string[] settings, bool incremental,
        CancellationToken cancellationToken)
    {
        await using var store = await OfflineStore.OpenAsync(data, settings, mayCreate: false, cancellationToken);
        return await store.Backups.TakeAsync(incremental, cancellationToken);
    }
}
