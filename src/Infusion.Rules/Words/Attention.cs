namespace Infusion.Rules.Words;

/// <summary>What an outcome asks of who reads it, from nothing to stopping.</summary>
public enum Attention
{
    /// <summary>What the rules ask for is there, or nothing follows.</summary>
    None,

    /// <summary>Worth knowing; nobody has to act.</summary>
    Note,

    /// <summary>The policy says nothing of the matter, so nobody has judged it.</summary>
    NotPublished,

    /// <summary>A clinician looks at it.</summary>
    Clinician,

    /// <summary>Something does not go ahead as things stand.</summary>
    Stop,
}
