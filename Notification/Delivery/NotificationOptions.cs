namespace Maintenance.Notification.Delivery;

/// <summary>
/// Telling people about alarms; routes and rotas are in the store (docs/operations/notification.md).
/// <code>{ "Notification": { "BaseUrl": "https://maintenance.example.org", "Smtp": { "Host": "mail.example.org", "From":
/// "maintenance@example.org" } } }</code>
/// </summary>
public sealed class NotificationOptions
{
    public const string SectionName = "Notification";

    /// <summary>False: this process tells nobody of anything; another one may. Default: true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Address of this site as people reach it, for links in messages: http or https. Default: none, no links.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>How often the plan is looked at. 0.1 s – 1 min, default 1 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// After how long without a sign of life of the process that sends another one takes over. 5 s – 10 min, default 30 s.
    /// </summary>
    public TimeSpan LeaseFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one attempt may take. 1 s – 1 min and at most half of LeaseFor, default 10 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Messages on their way at once: those that a crash leaves unknown. 1–100, default 8.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>How often a message is tried. 1–100, default 8.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>Pause after the first failure, doubled after each further one up to an hour. 1 s – 1 h, default 30 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Networks that webhooks may reach although they are not public, as addresses or networks (<c>10.1.0.0/16</c>). Default: none.
    /// </summary>
    public string[] WebhookNetworks { get; init; } = [];

    /// <summary>The mail server.</summary>
    public SmtpOptions Smtp { get; init; } = new();
}
