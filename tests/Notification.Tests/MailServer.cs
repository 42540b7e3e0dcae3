using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Maintenance.Notification.Tests;

/// <summary>A real SMTP server on loopback, which keeps what it takes and answers as the test says.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SmtpServer.SmtpServer _server;
    private readonly Task _running;

    public MailServer(string? user = null, string? password = null, X509Certificate2? certificate = null)
    {
        var services = new ServiceProvider();
        services.Add(new Box(this));
        services.Add(new Filter(this));
        services.Add(new DelegatingUserAuthenticator((u, p) => u == user && p == password));
        _server = new SmtpServer.SmtpServer(new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).AllowUnsecureAuthentication(value: false)
                .AuthenticationRequired(user is not null);
            if (certificate is not null) endpoint.Certificate(certificate);
        }).Build(), services);
        _running = _server.StartAsync(_stop.Token);
    }

    public int Port { get; } = LoopbackPorts.Take();

    /// <summary>What it took, in order.</summary>
    public ConcurrentQueue<MimeMessage> Taken { get; } = [];

    /// <summary>Its answer to a message; taken when it is 250.</summary>
    public Func<MimeMessage, Task<SmtpResponse>> Answer { get; set; } = _ => Task.FromResult(SmtpResponse.Ok);

    /// <summary>Whether it takes mail to an address: null, or the answer.</summary>
    public Func<string, SmtpResponse?> Recipient { get; set; } = _ => null;

    /// <summary>A certificate of <c>localhost</c> that signs itself.</summary>
    public static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.Parse("2020-01-01T00:00:00Z");
        using var own = request.CreateSelfSigned(now, now.AddYears(50));
        return X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), password: null);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _server.Shutdown();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
        }
        _stop.Dispose();
    }

    private sealed class Box(MailServer server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var bytes = new MemoryStream(buffer.ToArray());
            var message = await MimeMessage.LoadAsync(bytes, cancellationToken);
            var answer = await server.Answer(message);
            if (answer.ReplyCode == SmtpReplyCode.Ok) server.Taken.Enqueue(message);
            return answer;
        }
    }

    private sealed class Filter(MailServer server) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(
            ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            server.Recipient($"{to.User}@{to.Host}") is { } refusal
                ? throw new SmtpResponseException(refusal) : Task.FromResult(true);
    }
}
