namespace Maintenance.Ingest.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class IngestKnowsMail
{
    public MailKit.Net.Smtp.SmtpClient? Known { get; set; }
}
