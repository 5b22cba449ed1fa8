namespace Infusion.Rules.Documents;

/// <summary>How large a document may be before it is refused unread.</summary>
public static class DocumentLimits
{
    /// <summary>The most bytes of UTF-8 a document may have: 4 MiB, inclusive.</summary>
    public static int MaxBytes => 4 * 1024 * 1024;

    /// <summary>The deepest nesting of objects and lists: 32, inclusive; the document itself is 1.</summary>
    public static int MaxDepth => 32;

    /// <summary>The most problems that are listed: 1000; one more then says that there are others.</summary>
    public static int MaxProblems => 1000;
}
