return Infusion.Rules.Tool.ToolApp.Run(args, Console.Out, Console.Error);
