using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Maintenance.Core.Alarms;
using Maintenance.Core.Time;
using Maintenance.Notification.Planning;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Maintenance.Notification.Delivery;

/// <summary>Sends e-mail by SMTP, a connection for each message. Threading: any.</summary>
internal sealed class EmailSender(IOptions<NotificationOptions> options)
{
    private const int FirstPermanent = 500;

    public async Task<DeliveryOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var smtp = options.Value.Smtp;
        if (smtp.Host.Length == 0)
            return DeliveryOutcome.Failed("No mail server is set: give Notification:Smtp:Host and Notification:Smtp:From.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.SendTimeout);
        using var mail = Compose(message, smtp.From);
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        client.Timeout = (int)options.Value.SendTimeout.TotalMilliseconds;
        if (smtp.TrustedCertificate.Length > 0)
            client.ServerCertificateValidationCallback = (_, certificate, _, _) => IsTrusted(certificate, smtp);
        var data = new DataPhase();
        try
        {
            await client.ConnectAsync(smtp.Host, smtp.Port, smtp.Security switch
            {
                SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
                SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            }, limit.Token);
            if (smtp.User.Length > 0) await client.AuthenticateAsync(smtp.User, smtp.Password, limit.Token);
            await client.SendAsync(mail, limit.Token, data);
        }
        catch (SmtpCommandException refused)
        {
            var words = $"{(int)refused.StatusCode} {Core.Text.PrintableText.Escape(refused.Message)}";
            return (int)refused.StatusCode >= FirstPermanent ? DeliveryOutcome.Refused(words) : DeliveryOutcome.Failed(words);
        }
        catch (Exception error) when (error is not OutOfMemoryException && data.HasBegun)
        {
            return DeliveryOutcome.Unknown($"The mail server did not answer: {error.Message}");
        }
        catch (OperationCanceledException)
        {
            return DeliveryOutcome.Failed($"The mail server did not answer within {options.Value.SendTimeout}.");
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return DeliveryOutcome.Failed($"{smtp.Host}:{smtp.Port}: {Core.Text.PrintableText.Escape(error.Message)}");
        }
        await QuitAsync(client, limit.Token);
        return DeliveryOutcome.Sent;
    }

    /// <summary>The message; the same Message-ID at every attempt, and the threads of its alarms.</summary>
    internal static MimeMessage Compose(OutgoingMessage message, string from)
    {
        var sender = MailboxAddress.Parse(from);
        var mail = new MimeMessage { Subject = message.Subject, Date = new DateTimeOffset(UnixMicros.ToUtc(message.UnixMicros)) };
        mail.From.Add(new MailboxAddress("Maintenance", sender.Address));
        mail.To.Add(MailboxAddress.Parse(message.Planned.Recipient.Address));
        var domain = sender.Domain is { Length: > 0 } own ? own : "localhost";
        mail.MessageId = $"{message.Planned.Id}@{domain}";
        foreach (var row in message.Planned.Items.Where(i => i.Row.Asset is not null).Take(MessageWriter.MaxNamed).Select(i => i.Row))
        {
            var thread = NotificationSteps.IdOf(row.Asset, row.Rule, row.OccurrenceUnixMicros, "", "")[..40];
            mail.References.Add($"{thread}@{domain}");
        }
        if (mail.References.Count == 1) mail.InReplyTo = mail.References[0];
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        if (message.Planned.Items[0].Row.Priority == (int)AlarmPriority.High && message.Kind != NotificationSteps.Returned)
            mail.Importance = MessageImportance.High;
        mail.Body = new BodyBuilder { TextBody = EmailBody.Text(message), HtmlBody = EmailBody.Html(message) }.ToMessageBody();
        return mail;
    }

    private static bool IsTrusted(System.Security.Cryptography.X509Certificates.X509Certificate? certificate, SmtpOptions smtp)
    {
        if (certificate is not X509Certificate2 own || !own.MatchesHostname(smtp.Host)) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(smtp.TrustedCertificate);
        return chain.Build(own);
    }

    // The server has the message; whether it hears that we leave does not matter.
    private static async Task QuitAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
        }
    }

    /// <summary>Learns whether any of the message was sent: from then on a lost answer leaves it unknown.</summary>
    private sealed class DataPhase : ITransferProgress
    {
        public bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasBegun = true;

        public void Report(long bytesTransferred) => HasBegun = true;
    }
}
