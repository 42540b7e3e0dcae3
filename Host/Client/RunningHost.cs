using System.Net.Http.Headers;
using System.Text.Json;

namespace Maintenance.Host.Client;

/// <summary>
/// A host that runs on this machine and owns a data directory: it announces itself in <c>host.json</c> there (readable by its user only),
/// so that the verbs talk to it instead of opening the files it owns.
/// </summary>
/// <param name="Url">Base address.</param>
/// <param name="Token">Bearer token of the local command line.</param>
/// <param name="ProcessId">Process id.</param>
/// <param name="MqttPort">Port of the embedded broker; 0 without one.</param>
internal sealed record RunningHost(string Url, string Token, int ProcessId, int MqttPort)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "host.json");

    /// <summary>Announces this process.</summary>
    public void Announce(string dataDirectory)
    {
        var path = PathIn(dataDirectory);
        File.Delete(path);
        // On Windows the file has the rights of its folder, which are its owner's alone below a user's profile.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, this, Json);
    }

    /// <summary>Takes the announcement back.</summary>
    public static void Withdraw(string dataDirectory) => File.Delete(PathIn(dataDirectory));

    /// <summary>The host that owns the directory and answers, or null.</summary>
    public static async Task<RunningHost?> FindAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var path = PathIn(dataDirectory);
        if (!File.Exists(path)) return null;
        RunningHost? found;
        try
        {
            await using var file = File.OpenRead(path);
            found = await JsonSerializer.DeserializeAsync<RunningHost>(file, Json, cancellationToken);
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            return null; // half-written by a host that was killed at that moment: it does not run
        }
        if (found is null) return null;
        using var client = found.CreateClient();
        try
        {
            using var answer = await client.GetAsync("/alive", cancellationToken);
            return answer.IsSuccessStatusCode ? found : null;
        }
        catch (HttpRequestException)
        {
            return null; // left behind by a killed host
        }
    }

    /// <summary>A client that is signed in as the local command line.</summary>
    public HttpClient CreateClient()
    {
        var client = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }
}
