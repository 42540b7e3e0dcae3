using System.CommandLine;
using Maintenance.Host.Client;

namespace Maintenance.Host.Verbs;

/// <summary><c>token</c>: prints the local API token, for curl and scripts on this machine.</summary>
internal static class TokenVerb
{
    public static Command Create()
    {
        var data = VerbOptions.Data();
        var command = new Command("token", "Prints the API token of the host running on this data directory.") { data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var directory = parsed.GetValue(data)!;
            if (await RunningHost.FindAsync(directory, cancellationToken) is not { } host)
            {
                await Console.Error.WriteLineAsync($"No host is running on '{directory}'. Start one with ./run.sh, or give its "
                    + "data directory with --data.");
                return 1;
            }
            Console.Out.WriteLine(host.Token);
            return 0;
        });
        return command;
    }
}
