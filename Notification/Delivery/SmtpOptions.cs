namespace Maintenance.Notification.Delivery;

/// <summary>The server that takes e-mail.</summary>
public sealed class SmtpOptions
{
    /// <summary>Name or address. Default: none, e-mail cannot be sent.</summary>
    public string Host { get; init; } = "";

    /// <summary>Port. Default: 587.</summary>
    public int Port { get; init; } = 587;

    /// <summary>How the connection is protected. Default: StartTls.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>PEM file of a certificate authority that is trusted for this server. Default: those of the system.</summary>
    public string TrustedCertificate { get; init; } = "";

    /// <summary>Name to sign in with; needs StartTls or Tls. Default: none.</summary>
    public string User { get; init; } = "";

    /// <summary>Password.</summary>
    public string Password { get; init; } = "";

    /// <summary>Address that messages come from; required with <see cref="Host"/>.</summary>
    public string From { get; init; } = "";
}
