using System.IO.Pipelines;
using Maintenance.Ingest.Sources.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Ingest.Tests.Sources.Http;

/// <summary>How slowly a body may arrive, and how much memory bodies hold together. Time is the test's.</summary>
public sealed class RequestBodyTests
{
    private const int MaxBytes = 1_000_000;

    private readonly FakeTimeProvider _clock = new();
    private readonly BodyBudget _budget = new(1_500_000);

    [Theory]
    [InlineData(0)] // nothing at all
    [InlineData(1)] // a byte now and then
    [InlineData(500_000)] // a lot, then nothing
    public async Task A_body_that_stops_arriving_is_refused_with_408_and_its_memory_is_free_again(int bytes)
    {
        var (context, sender) = Request();
        var reading = RequestBody.ReadAsync(context, MaxBytes, _budget, _clock);
        if (bytes > 0) await sender.WriteAsync(new byte[bytes]);
        for (var second = 0; !reading.IsCompleted && second < 60; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            if (bytes == 1) await sender.WriteAsync(new byte[1]);
        }

        (await Should.ThrowAsync<BodyRefusedException>(reading)).Status.ShouldBe(StatusCodes.Status408RequestTimeout);
        _budget.Reserved.ShouldBe(0);
    }

    [Fact]
    public async Task A_body_that_arrives_steadily_may_take_its_time()
    {
        var (context, sender) = Request(takenAtOnce: true);
        var reading = RequestBody.ReadAsync(context, MaxBytes, _budget, _clock);
        for (var i = 0; i < 30; i++)
        {
            await sender.WriteAsync(new byte[RequestBody.MinBytesPerWindow]);
            _clock.Advance(RequestBody.Window - TimeSpan.FromSeconds(1));
        }
        await sender.CompleteAsync();

        using var body = await reading;
        body.Bytes.Length.ShouldBe(30 * RequestBody.MinBytesPerWindow);
    }

    [Fact]
    public async Task Large_bodies_are_refused_while_others_hold_the_memory_and_small_ones_are_not()
    {
        var (first, sendFirst) = Request();
        var (second, sendSecond) = Request();
        var (small, sendSmall) = Request();
        await sendFirst.WriteAsync(new byte[MaxBytes]);
        await sendFirst.CompleteAsync();
        using var held = await RequestBody.ReadAsync(first, MaxBytes, _budget, _clock);
        await sendSecond.WriteAsync(new byte[MaxBytes]);
        await sendSmall.WriteAsync(new byte[RequestBody.AlwaysAllowedBytes]);
        await sendSmall.CompleteAsync();

        (await Should.ThrowAsync<BodyRefusedException>(RequestBody.ReadAsync(second, MaxBytes, _budget, _clock)))
            .Status.ShouldBe(StatusCodes.Status503ServiceUnavailable);
        using var taken = await RequestBody.ReadAsync(small, MaxBytes, _budget, _clock);
        taken.Bytes.Length.ShouldBe(RequestBody.AlwaysAllowedBytes);
    }

    // Taken at once: a write completes when its bytes were read.
    private static (HttpContext Context, PipeWriter Sender) Request(bool takenAtOnce = false)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: takenAtOnce ? 1 : 0, resumeWriterThreshold: takenAtOnce ? 1 : 0));
        var context = new DefaultHttpContext();
        context.Features.Set<IRequestBodyPipeFeature>(new BodyPipe(pipe.Reader));
        return (context, pipe.Writer);
    }

    private sealed class BodyPipe(PipeReader reader) : IRequestBodyPipeFeature
    {
        public PipeReader Reader => reader;
    }
}
