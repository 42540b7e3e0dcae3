using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Time;
using Maintenance.Notification.Settings;
using Microsoft.Extensions.Options;

namespace Maintenance.Notification.Delivery;

/// <summary>
/// Posts messages to webhooks: signed, with an Idempotency-Key, to the addresses that were checked and to no others. Redirects are not
/// followed, and of the answer only the status is read. Threading: any.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    public const string SignatureHeader = "Maintenance-Signature";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly HttpClient _client;
    private readonly TimeSpan _timeout;

    public WebhookSender(IOptions<NotificationOptions> options)
    {
        _timeout = options.Value.SendTimeout;
        _client = new HttpClient(
            GuardedHttp.Handler(new WebhookAddresses(options.Value.WebhookNetworks), _timeout, "The webhook's"))
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<DeliveryOutcome> SendAsync(OutgoingMessage message, Webhook webhook, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        var body = Body(message);
        using var content = new WatchedContent(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = content };
        request.Headers.Add("Idempotency-Key", message.Planned.Id);
        request.Headers.Add(SignatureHeader, Signature(webhook.Secret, message.UnixMicros / UnixMicros.PerSecond, body));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue(new ProductHeaderValue("Maintenance")));
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var words = $"The webhook answered {(int)answer.StatusCode}.";
            return (int)answer.StatusCode switch
            {
                >= 200 and < 300 => DeliveryOutcome.Sent,
                >= 300 and < 400 => DeliveryOutcome.Refused(words + " Redirects are not followed: give the address it leads to."),
                408 or 425 or 429 or >= 500 => DeliveryOutcome.Failed(words),
                _ => DeliveryOutcome.Refused(words),
            };
        }
        catch (Exception error) when (DeliveryOutcome.OfFailure(error, "The webhook", _timeout, content.HasBegun) is { } outcome)
        {
            return outcome;
        }
    }

    /// <summary><c>t=SECONDS,v1=HEX</c>: HMAC-SHA-256 over the seconds, a dot and the body.</summary>
    public static string Signature(string secret, long unixSeconds, ReadOnlySpan<byte> body)
    {
        var time = unixSeconds.ToString(CultureInfo.InvariantCulture);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(time + "."));
        hash.AppendData(body);
        return $"t={time},v1={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    public void Dispose() => _client.Dispose();

    private static byte[] Body(OutgoingMessage message) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        message.Planned.Id,
        message.Kind,
        message.Planned.Route,
        message.Subject,
        Time = UnixMicros.ToUtc(message.UnixMicros),
        Count = message.Planned.Items.Count,
        message.Alarms,
    }, Json);

    /// <summary>Knows whether any of it was sent: from then on a lost answer leaves the message unknown.</summary>
    private sealed class WatchedContent : ByteArrayContent
    {
        public WatchedContent(byte[] body) : base(body) => Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");

        public bool HasBegun { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            HasBegun = true;
            return base.SerializeToStreamAsync(stream, context, cancellationToken);
        }
    }
}
