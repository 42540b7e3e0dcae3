namespace Maintenance.Scoring.Tests.Pipeline;

/// <summary>What goes wrong with a commit.</summary>
public enum CommitFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It fails for now and wrote nothing.</summary>
    NothingWritten,

    /// <summary>It was written, but its caller cannot know.</summary>
    UnknownWritten,

    /// <summary>It was not written, but its caller cannot know.</summary>
    UnknownNotWritten,

    /// <summary>It fails for good.</summary>
    Fatal,
}
