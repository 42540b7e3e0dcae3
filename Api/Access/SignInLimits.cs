using System.Globalization;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Maintenance.Api.Access.Names;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Access;

/// <summary>
/// Slows password guessing with the framework's rate limiter. Each failure (401, 403) takes a permit from three limits: account and
/// address,
/// address, account. While one of them is exhausted, attempts are rejected unseen until its window ends. A success takes none: a shift
/// that signs in on many screens is not blocked. Attempts with the same key run one at a time or a few at once, so that a burst cannot
/// slip through before the first failure counts. Keys are hashed, with a seed per process, to a fixed number of slots: invented names
/// do not grow memory, and nobody can choose names that share a slot with a victim's.
/// </summary>
internal static class SignInLimits
{
    public const int Slots = 4096;

    // Where passwords can be guessed: by strangers, and by whoever holds a session and wants the password.
    private static readonly PathString SignInPath = "/sign-in";
    private static readonly PathString AccountPath = "/account";
    private static readonly PathString PasswordPath = "/api/v1/account/password";

    public static void Add(IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<AccessOptions>>((limiter, options) =>
        {
            limiter.GlobalLimiter = Create(options.Value.SignInFailures, options.Value.SignInWindow);
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                Refuse(rejected.HttpContext, rejected.Lease);
                return ValueTask.CompletedTask;
            };
        });
    }

    /// <summary>Must run after routing and before the form is handled.</summary>
    public static void Use(WebApplication app) => app.UseWhen(IsAttempt, attempts =>
    {
        attempts.Use(ReadFormAsync);
        attempts.UseRateLimiter();
    });

    /// <param name="failures">Failures allowed for one account from one address within a window.</param>
    /// <param name="window">Length of a window; windows follow each other without a gap.</param>
    public static PartitionedRateLimiter<HttpContext> Create(int failures, TimeSpan window) => new FailureLimiter(
        PartitionedRateLimiter.CreateChained(AtOnce(NameAtAddressOf, 1, waiting: 16), AtOnce(AddressOf, 4, waiting: 64),
            AtOnce(NameOf, 4, waiting: 64)),
        PartitionedRateLimiter.CreateChained(
            Failures(NameAtAddressOf, failures, window),
            // Many people may sit behind one address.
            Failures(AddressOf, failures * 4, window),
            // An account's own limit is loose, so that a stranger does not easily lock its owner out.
            Failures(NameOf, failures * 10, window)));

    private static PartitionedRateLimiter<HttpContext> AtOnce(Func<HttpContext, int> key, int permits, int waiting) =>
        PartitionedRateLimiter.Create<HttpContext, int>(context => RateLimitPartition.GetConcurrencyLimiter(
            SlotOf(key(context)), _ => new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = waiting }));

    // Fixed windows count whole permits. The framework's token buckets hold fractions of a permit, so that a used-up bucket does not look
    // empty.
    private static PartitionedRateLimiter<HttpContext> Failures(Func<HttpContext, int> key, int permits, TimeSpan window) =>
        PartitionedRateLimiter.Create<HttpContext, int>(context => RateLimitPartition.GetFixedWindowLimiter(
            SlotOf(key(context)), _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window, QueueLimit = 0 }));

    internal static int NameAtAddressOf(HttpContext context) => HashCode.Combine(NameOf(context), AddressOf(context));

    internal static int SlotOf(int key) => key & (Slots - 1);

    internal static int NameOf(HttpContext context) => string.GetHashCode(UserName.Key(Name(context)), StringComparison.Ordinal);

    /// <summary>For IPv6 the /64 network: whoever has one of its addresses has all 2⁶⁴.</summary>
    internal static int AddressOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return 0;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return string.GetHashCode(address.ToString(), StringComparison.Ordinal);
        return string.GetHashCode(Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)), StringComparison.Ordinal);
    }

    /// <summary>Where the request comes from, in words.</summary>
    public static string AddressIn(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "local";

    private static bool IsAttempt(HttpContext context) => HttpMethods.IsPost(context.Request.Method)
        ? IsAt(context, SignInPath) || IsAt(context, AccountPath)
        : HttpMethods.IsPut(context.Request.Method) && IsAt(context, PasswordPath);

    private static bool IsAt(HttpContext context, PathString path) => context.Request.Path.Equals(path, StringComparison.OrdinalIgnoreCase);

    private static string Name(HttpContext context) => IsAt(context, AccountPath) || IsAt(context, PasswordPath)
        ? UserClaims.NameOf(context.User)
        : context.Request.HasFormContentType ? context.Request.Form["name"].ToString().Trim() : "";

    // Later readers get the form that is read here. A malformed one is the client's error (400), not ours.
    private static async Task ReadFormAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            if (context.Request.HasFormContentType) await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException error)
        {
            throw new BadHttpRequestException("The form cannot be read.", StatusCodes.Status400BadRequest, error);
        }
        await next(context);
    }

    private static void Refuse(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Maintenance.Api.Access");
        log.SignInHeldBack(Name(context), AddressIn(context), seconds);
        // Shows the page with the error instead of posting the form to it.
        if (HttpMethods.IsPost(context.Request.Method)) context.Request.Method = HttpMethods.Get;
    }

    /// <summary>
    /// Waits for its turn, checks that a permit is left, and takes it if the attempt fails, before the next attempt has its turn.
    /// </summary>
    private sealed class FailureLimiter(PartitionedRateLimiter<HttpContext> turns, PartitionedRateLimiter<HttpContext> failures)
        : PartitionedRateLimiter<HttpContext>
    {
        public override RateLimiterStatistics? GetStatistics(HttpContext resource) => failures.GetStatistics(resource);

        protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount) =>
            Begin(resource, turns.AttemptAcquire(resource, permitCount));

        protected override async ValueTask<RateLimitLease> AcquireAsyncCore(HttpContext resource, int permitCount,
            CancellationToken cancellationToken) =>
            Begin(resource, await turns.AcquireAsync(resource, permitCount, cancellationToken));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                turns.Dispose();
                failures.Dispose();
            }
            base.Dispose(disposing);
        }

        private RateLimitLease Begin(HttpContext attempt, RateLimitLease turn)
        {
            if (!turn.IsAcquired) return turn;
            var permit = failures.AttemptAcquire(attempt, permitCount: 0);
            if (permit.IsAcquired) return new AttemptLease(failures, turn, attempt);
            turn.Dispose();
            return permit;
        }
    }

    private sealed class AttemptLease(PartitionedRateLimiter<HttpContext> failures, RateLimitLease turn, HttpContext attempt)
        : RateLimitLease
    {
        private bool _isCounted;

        public override bool IsAcquired => true;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_isCounted)
            {
                _isCounted = true;
                if (attempt.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
                    failures.AttemptAcquire(attempt).Dispose();
                turn.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
