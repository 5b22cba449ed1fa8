return Infusion.Rules.Tool.ToolApp.Run(args, Console.In, Console.Out, Console.Error);
