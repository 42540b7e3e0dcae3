using System.Diagnostics;
using System.Globalization;

namespace Maintenance.EndToEnd.Tests.Publishers;

/// <summary>The npm package <c>mqtt</c>, one process throughout.</summary>
internal sealed class NodePublisher(int version, Messages messages) : IPublisher
{
    public string Name => $"Node mqtt, protocol {version}";

    public Messages Messages => messages;

    public async Task RunAsync(int port, Permits permits, CancellationToken cancellationToken)
    {
        var repository = RepositoryFolder();
        var start = new ProcessStartInfo("node",
            [Path.Combine(repository, "tests/EndToEnd.Tests/Publishers/publish.mjs"), port.ToString(CultureInfo.InvariantCulture),
                version.ToString(CultureInfo.InvariantCulture), Messages.Topic])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["REPOSITORY"] = repository;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            var listening = ListenAsync(process, cancellationToken);
            while (messages.TryTake(out var id))
            {
                await permits.TakeAsync(cancellationToken);
                await process.StandardInput.WriteLineAsync($"{id} {messages.Text(id)}".AsMemory(), cancellationToken);
                await process.StandardInput.FlushAsync(cancellationToken);
            }
            process.StandardInput.Close();
            await listening;
            await process.WaitForExitAsync(cancellationToken);
            process.ExitCode.ShouldBe(0, await errors);
        }
        catch (IOException error)
        {
            throw new InvalidOperationException($"{Name} ended: {await errors}", error);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private async Task ListenAsync(Process process, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            messages.Acknowledge(int.Parse(line, CultureInfo.InvariantCulture));
    }

    private static string RepositoryFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Maintenance.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No Maintenance.sln above {AppContext.BaseDirectory}.");
    }
}
