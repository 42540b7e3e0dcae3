using System.Diagnostics;
using System.Net;
using System.Threading.RateLimiting;
using Maintenance.Api.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Maintenance.Api.Tests;

/// <summary>How many attempts to sign in are looked at. The limits are chained as the product chains them.</summary>
public sealed class SignInLimitsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void One_account_from_one_address_is_held_back_and_its_owner_elsewhere_is_not()
    {
        using var limiter = SignInLimits.Create(failures: 5, Hour);
        for (var i = 0; i < 5; i++) Try(limiter, "admin", "192.0.2.1").ShouldBeNull();
        Try(limiter, "admin", "192.0.2.1").ShouldNotBeNull().ShouldBe(Hour, TimeSpan.FromMinutes(5), "how long to wait is told");
        Try(limiter, "ADMIN ", "192.0.2.1").ShouldNotBeNull("names ignore case and blanks");
        Try(limiter, "admin", "::ffff:192.0.2.1").ShouldNotBeNull("the same address, written as IPv6");
        Try(limiter, "admin", "192.0.2.2").ShouldBeNull("the owner sits elsewhere");
    }

    [Fact]
    public void Guessing_many_names_from_one_address_is_held_back_too()
    {
        using var limiter = SignInLimits.Create(failures: 5, Hour);
        var allowed = Enumerable.Range(0, 1000).Count(i => Try(limiter, $"name{i}", "192.0.2.1") is null);
        allowed.ShouldBe(20);
    }

    [Fact]
    public void Guessing_one_name_from_many_addresses_is_held_back_too()
    {
        using var limiter = SignInLimits.Create(failures: 5, Hour);
        var allowed = Enumerable.Range(0, 1000).Count(i => Try(limiter, "admin", $"198.51.{i / 256}.{i % 256}") is null);
        allowed.ShouldBe(50);
    }

    [Fact]
    public void Whoever_succeeds_is_never_held_back()
    {
        using var limiter = SignInLimits.Create(failures: 1, Hour);
        for (var i = 0; i < 200; i++) Try(limiter, "admin", "192.0.2.1", StatusCodes.Status302Found).ShouldBeNull();
        Try(limiter, "admin", "192.0.2.1").ShouldBeNull();
        Try(limiter, "admin", "192.0.2.1", StatusCodes.Status302Found).ShouldNotBeNull("a failure is not forgotten for it");
    }

    [Fact]
    public async Task Many_at_once_do_not_slip_through_before_the_first_is_judged()
    {
        using var limiter = SignInLimits.Create(failures: 2, Hour);
        var looking = 0;
        var looked = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            var attempt = Attempt("admin", "192.0.2.1");
            using var lease = await limiter.AcquireAsync(attempt);
            if (!lease.IsAcquired) return 0;
            Interlocked.Increment(ref looking).ShouldBe(1);
            await Task.Yield();
            attempt.Response.StatusCode = StatusCodes.Status401Unauthorized;
            Interlocked.Decrement(ref looking);
            return 1;
        }));
        looked.Sum().ShouldBe(2);
    }

    [Fact]
    public void A_network_of_IPv6_is_one_address()
    {
        using var limiter = SignInLimits.Create(failures: 5, Hour);
        for (var i = 0; i < 5; i++) Try(limiter, "admin", $"2001:db8:0:1::{i + 1}").ShouldBeNull();
        Try(limiter, "admin", "2001:db8:0:1:ffff::1").ShouldNotBeNull();
        Try(limiter, "admin", "2001:db8:0:2::1").ShouldBeNull("a neighbour's network");
    }

    [Fact]
    public void The_wait_ends()
    {
        using var limiter = SignInLimits.Create(failures: 1, TimeSpan.FromMilliseconds(40));
        var limit = Stopwatch.StartNew();
        while (Try(limiter, "admin", "192.0.2.1") is null) limit.Elapsed.ShouldBeLessThan(Hour, "never held back");
        while (Try(limiter, "admin", "192.0.2.1") is not null)
            limit.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1), "never let in again");
    }

    [Fact]
    public void Invented_names_and_addresses_share_a_fixed_number_of_slots()
    {
        var slots = Enumerable.Range(0, 50_000).Select(i => Attempt($"invented-{i}", $"2001:db8:{i:x}::1")).ToArray();
        slots.Select(c => SignInLimits.SlotOf(SignInLimits.NameOf(c))).ShouldAllBe(slot => slot >= 0 && slot < SignInLimits.Slots);
        slots.Select(c => SignInLimits.SlotOf(SignInLimits.AddressOf(c))).Distinct().Count()
            .ShouldBeInRange(SignInLimits.Slots / 2, SignInLimits.Slots, "and are spread over them");
    }

    /// <summary>Null when the attempt is looked at, with this outcome, else how long to wait.</summary>
    private static TimeSpan? Try(PartitionedRateLimiter<HttpContext> limiter, string name, string address, int outcome =
        StatusCodes.Status401Unauthorized)
    {
        var attempt = Attempt(name, address);
        using var lease = limiter.AttemptAcquire(attempt);
        attempt.Response.StatusCode = outcome;
        if (lease.IsAcquired) return null;
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait).ShouldBeTrue();
        return wait;
    }

    private static DefaultHttpContext Attempt(string name, string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.ContentType = "application/x-www-form-urlencoded";
        context.Request.Form = new FormCollection(new Dictionary<string, StringValues>(StringComparer.Ordinal) { ["name"] = name });
        return context;
    }
}
