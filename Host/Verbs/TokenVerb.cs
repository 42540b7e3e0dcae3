using System.CommandLine;
using Maintenance.Host.Client;

namespace Maintenance.Host.Verbs;

/// <summary><c>token</c>: the local API token, for curl and scripts on this machine.</summary>
internal static class TokenVerb
{
    public static Command Create()
    {
        var data = VerbOptions.Data();
        var command = new Command("token", "Prints the API token of the host that runs on this data directory.") { data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var directory = parsed.GetValue(data)!;
            if (await RunningHost.FindAsync(directory, cancellationToken) is not { } host)
            {
                await Console.Error.WriteLineAsync($"No host runs on data directory '{directory}'. Start one with ./run.sh, or name its "
                    + "directory with --data.");
                return 1;
            }
            Console.Out.WriteLine(host.Token);
            return 0;
        });
        return command;
    }
}
