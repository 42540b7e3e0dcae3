using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;
using Maintenance.Store.Backup;

namespace Maintenance.Host.Verbs;

/// <summary><c>restore</c>: restores a backup and its chain into an empty store.</summary>
internal static class RestoreVerb
{
    public static Command Create()
    {
        var backup = new Argument<string>("backup") { Description = "Folder of the backup; the rest of its chain must be beside it." };
        var (data, set, json) = (VerbOptions.Data(), VerbOptions.Set(), VerbOptions.Json());
        var command = new Command("restore", "Checks a backup byte by byte, restores it into an empty store of any engine and compares the "
            + "result. The next host start catches up from the log.") { backup, data, set, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(backup)!, parsed.GetValue(data)!, parsed.GetValue(set) ?? [], parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string backup, string data, string[] settings, bool json, CancellationToken cancellationToken)
    {
        if (await RunningHost.FindAsync(data, cancellationToken) is { } host)
            throw new OptionException($"--data: process {host.ProcessId} is running on '{Path.GetFullPath(data)}'; stop it first.");
        await using var store = await OfflineStore.OpenAsync(data, settings, mayCreate: true, cancellationToken);
        var (manifest, rows) = await StoreBackups.RestoreAsync(backup, store.Store, new Steps(), cancellationToken);
        if (json)
            Console.Out.WriteLine(JsonSerializer.Serialize(new { manifest.Id, manifest.Taken, rows, manifest.Offsets },
            JsonSerializerOptions.Web));
        else
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{manifest.Id} restored: {rows:N0} rows, equal to the backup; the store is as it was at {manifest.Taken:O}. Anything "
                    + $"later in the log is scored when a host starts."));
        return 0;
    }

    private sealed class Steps : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine(value);
    }
}
