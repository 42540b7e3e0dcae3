namespace Maintenance.Host.Composition;

/// <summary>The verb <c>run</c>.</summary>
internal sealed partial class MaintenanceApp
{
    /// <summary>Runs until asked to stop.</summary>
    /// <param name="preset">Preset of options.</param>
    /// <param name="data">Data directory.</param>
    /// <param name="roles">Roles that replace the preset's, or null.</param>
    /// <param name="settings">Settings of the form <c>Section:Key=value</c>.</param>
    /// <param name="cancellationToken">Stops the host.</param>
    public static async Task<int> RunAsync(string preset, string data, string[]? roles, string[] settings,
        CancellationToken cancellationToken)
    {
        var configuration = AppConfiguration.Build(preset, data, roles, settings);
        await using var app = await CreateAsync(configuration, cancellationToken);
        await app.StartAsync(cancellationToken);
        app.PrintWelcome(Console.Out);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private void PrintWelcome(TextWriter console)
    {
        var host = Announcement();
        console.WriteLine();
        console.WriteLine($"  Maintenance runs at {host.Url}");
        if (_firstPassword is not null)
        {
            console.WriteLine("  sign in as          admin");
            console.WriteLine($"  password            {_firstPassword}   (shown only once; MAINTENANCE_ADMIN_PASSWORD sets another "
                + "at first start)");
        }
        if (host.MqttPort != 0) console.WriteLine($"  MQTT broker         127.0.0.1:{host.MqttPort}");
        console.WriteLine($"  data                {_dataDirectory}");
        console.WriteLine("  Press Ctrl-C to stop; the next start resumes where this one stopped.");
        console.WriteLine();
    }
}
