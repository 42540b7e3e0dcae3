using System.CommandLine;
using System.Runtime.ExceptionServices;
using Maintenance.Api.Access;
using Maintenance.Core.Alarms;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Host.Composition;
using Maintenance.Pmml;
using Maintenance.Simulator.Player;
using Maintenance.Training.Boosting;
using Maintenance.Training.Rows;
using Microsoft.Extensions.Options;

namespace Maintenance.Host.Verbs;

/// <summary>Runs a verb and turns errors that the user can fix into one message instead of a stack trace.</summary>
internal static class VerbRunner
{
    private const int WrongOption = 2;
    private const int Failed = 1;
    private const int Cancelled = 130;

    /// <summary>
    /// On Ctrl-C or SIGTERM a verb may take as long as a host may for its services (30 s), and the same again to close log and store; the
    /// library's default of two seconds cuts an orderly stop short under load, with exit code 143.
    /// </summary>
    internal static InvocationConfiguration Invocation { get; } = new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
    };

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        try
        {
            return await InvokeAsync(root, args);
        }
        catch (OptionsValidationException error)
        {
            return await FailAsync(string.Join(Environment.NewLine, error.Failures), WrongOption);
        }
        catch (AggregateException error) when (error.InnerExceptions.All(i => i is OptionsValidationException))
        {
            return await FailAsync(string.Join(Environment.NewLine, error.InnerExceptions.Cast<OptionsValidationException>()
                .SelectMany(i => i.Failures)), WrongOption);
        }
        catch (Exception error) when (error is OptionException or TrainingDataException or OffsetRefusedException
            or AccountRefusedException or AlarmRuleException or FormatException)
        {
            return await FailAsync(error.Message, WrongOption);
        }
        catch (Exception error) when (error is TrainingUnavailableException or InvalidDataException)
        {
            return await FailAsync(error.Message, Failed);
        }
        catch (Exception error) when (error is StoreException or LogException or RecordedDataException or QueryRefusedException
            or PmmlException or ModelRefusedException or NativeModelException or HttpRequestException or IOException
            or UnauthorizedAccessException)
        {
            return await FailAsync(error is StoreException or LogException ? error.Message : WithCause(error), Failed);
        }
        catch (OperationCanceledException)
        {
            return await FailAsync("stopped", Cancelled);
        }
    }

    // What several threads report together is told by the first error.
    private static async Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        try
        {
            return await root.Parse(args).InvokeAsync(Invocation);
        }
        catch (AggregateException errors) when (!errors.InnerExceptions.All(e => e is OptionsValidationException))
        {
            ExceptionDispatchInfo.Throw(errors.Flatten().InnerExceptions[0]);
            throw;
        }
    }

    // Many messages already quote their cause.
    private static string WithCause(Exception error) => error.InnerException is { } cause
        && !error.Message.Contains(cause.Message, StringComparison.Ordinal) ? $"{error.Message} {cause.Message}" : error.Message;

    private static async Task<int> FailAsync(string message, int exitCode)
    {
        await Console.Error.WriteLineAsync(message);
        return exitCode;
    }
}
