using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using Maintenance.Core.Alarms;
using Maintenance.Notification.Settings;
using Microsoft.Extensions.Options;

namespace Maintenance.Notification.Delivery;

/// <summary>
/// Pushes messages to browsers (RFC 8030), sealed for the browser alone (RFC 8291) and signed by this installation (RFC 8292), to the
/// addresses that webhooks may reach. A subscription that its push service no longer knows is forgotten. Threading: any.
/// </summary>
internal sealed class PushSender : IDisposable
{
    /// <summary>How long a push service keeps a message for a device that is away: later it may be over.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    private const int MaxAnswer = 64 << 10;
    private const int MaxLines = 5;
    private const int MaxBody = 1_500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly HttpClient _client;
    private readonly WatchedRequests _watched;
    private readonly TimeSpan _timeout;
    private readonly string _subject;
    private readonly IPushDevices _devices;

    /// <param name="options">Time limit, networks, and the address of this site.</param>
    /// <param name="devices">The devices: one whose account or subscription is gone is told nothing more.</param>
    public PushSender(IOptions<NotificationOptions> options, IPushDevices devices)
    {
        (_timeout, _devices) = (options.Value.SendTimeout, devices);
        _watched = new WatchedRequests(GuardedHttp.Handler(
            new WebhookAddresses(options.Value.WebhookNetworks), _timeout, "The push service's"));
        _client = new HttpClient(_watched) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswer };
        _subject = SubjectOf(options.Value);
    }

    public async Task<DeliveryOutcome> SendAsync(
        OutgoingMessage message, PushDevice device, PushKey key, CancellationToken cancellationToken)
    {
        if (!await _devices.IsOfSomebodyAsync(device, cancellationToken))
        {
            await _devices.ForgetAsync(device, cancellationToken);
            return DeliveryOutcome.Refused($"The account {device.User} is gone: its device was removed.");
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        using var identity = new VapidAuthentication(key.Public, key.Private) { Subject = _subject };
        var subscription = new PushSubscription { Endpoint = device.Push.Endpoint };
        subscription.SetKey(PushEncryptionKeyName.P256DH, device.Push.P256dh);
        subscription.SetKey(PushEncryptionKeyName.Auth, device.Push.Auth);
        var push = new PushMessage(Body(message))
        {
            TimeToLive = (int)KeptFor.TotalSeconds,
            Urgency = message.Planned.Items.Any(i => i.Row.Priority >= (int)AlarmPriority.High)
                ? PushMessageUrgency.High : PushMessageUrgency.Normal,
        };
        // The library leaves the port out of the audience, which push services on another one than 443 refuse (RFC 8292, section 2).
        var origin = new Uri(device.Push.Endpoint).GetLeftPart(UriPartial.Authority);
        var watch = _watched.Begin(identity.GetVapidSchemeAuthenticationHeaderValueParameter(origin));
        try
        {
            // It would wait for as long as the push service asks; the plan tries again by itself.
            var service = new PushServiceClient(_client) { AutoRetryAfter = false };
            await service.RequestPushMessageDeliveryAsync(subscription, push, identity, VapidAuthenticationScheme.Vapid, limit.Token);
            return DeliveryOutcome.Sent;
        }
        catch (PushServiceClientException answer)
        {
            return await OutcomeOf(answer.StatusCode, device, cancellationToken);
        }
        catch (Exception error) when (DeliveryOutcome.OfFailure(error, "The push service", _timeout, watch.HasBegun) is { } outcome)
        {
            return outcome;
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<DeliveryOutcome> OutcomeOf(HttpStatusCode status, PushDevice device, CancellationToken cancellationToken)
    {
        var words = $"The push service answered {(int)status}.";
        switch ((int)status)
        {
            case >= 200 and < 300:
                return DeliveryOutcome.Sent;
            case 404 or 410:
                await _devices.ForgetAsync(device, cancellationToken);
                return DeliveryOutcome.Refused(words + " The device no longer takes notifications and was removed.");
            case 408 or 425 or 429 or >= 500:
                return DeliveryOutcome.Failed(words);
            default:
                return DeliveryOutcome.Refused(words);
        }
    }

    // What the service worker shows: names and words, nothing that opens anything. At most 4,096 bytes sealed (RFC 8291, section 4).
    private static string Body(OutgoingMessage message)
    {
        var text = new StringBuilder();
        foreach (var alarm in message.Alarms.Take(MaxLines))
            text.Append(text.Length == 0 ? "" : "\n").Append(
                message.Planned.Items.Count == 1 ? alarm.Action ?? alarm.Because : $"{alarm.Asset}: {alarm.Title}");
        return JsonSerializer.Serialize(new
        {
            title = message.Subject,
            body = text.Length <= MaxBody / 2 ? text.ToString() : text.ToString(0, MaxBody / 2) + "…",
            tag = message.Planned.Id,
            url = message.Planned.Items is [{ Row: { Asset: { } asset, Rule: { } rule } }]
                ? $"/alarms/{Uri.EscapeDataString(Alarm.IdOf(asset, rule))}" : "/alarms",
            urgent = message.Planned.Items.Any(i => i.Row.Priority >= (int)AlarmPriority.High),
        }, Json);
    }

    // Whom a push service may write to (RFC 8292, section 2.1).
    private static string SubjectOf(NotificationOptions options) =>
        options.BaseUrl.StartsWith("https:", StringComparison.Ordinal) ? options.BaseUrl
        : options.Smtp.From.Length > 0 ? $"mailto:{options.Smtp.From}" : "mailto:maintenance@localhost.localdomain";

    /// <summary>
    /// What a request is signed with, and whether any of its body was sent: from then on a lost answer leaves the message unknown.
    /// </summary>
    private sealed class Watch(string authorization)
    {
        public string Authorization => authorization;

        public bool HasBegun { get; set; }
    }

    private sealed class WatchedRequests(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly AsyncLocal<Watch?> _current = new();

        public Watch Begin(string authorization) => _current.Value = new Watch(authorization);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_current.Value is { } watch)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("vapid", watch.Authorization);
                if (request.Content is { } content) request.Content = new WatchedContent(content, watch);
            }
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class WatchedContent : HttpContent
    {
        private readonly HttpContent _content;
        private readonly Watch _watch;

        public WatchedContent(HttpContent content, Watch watch)
        {
            (_content, _watch) = (content, watch);
            foreach (var (name, values) in content.Headers) Headers.TryAddWithoutValidation(name, values);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            _watch.HasBegun = true;
            return _content.CopyToAsync(stream, context);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _content.Headers.ContentLength ?? 0;
            return _content.Headers.ContentLength is not null;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _content.Dispose();
            base.Dispose(disposing);
        }
    }
}
