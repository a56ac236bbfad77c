BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $made = New-HNSampleRun TestDrive:/readEX -Images 8 -Size 128 -Seed 2 -Reader 2
}

Describe 'Measure-HNReader' {
    It 'compares every reader with the others and the model with all' {
        $rows = $made | Measure-HNReader -Reader TestDrive:/readEX/readers/*
        ($rows | Where-Object Role -eq Reader).Name | Should -Be reference, Reader1, Reader2
        $model = $rows | Where-Object Role -eq Model
        $model.ShareOfReaders | Should -BeGreaterThan 0
        $model.Dice | Should -BeLessThan ($rows | Where-Object Role -eq Reader | Measure-Object Dice -Average).Average
    }

    It 'says what a pixel of outline costs without any reader' {
        $rows = @($made | Measure-HNReader)
        $rows.Role | Sort-Object -Unique | Should -Be Outline
        ($rows | Measure-Object Count -Sum).Sum | Should -Be ($made | Get-HNLesion -Side GroundTruth).Count
    }

    It 'reports a reader who lacks an image' {
        Remove-Item TestDrive:/readEX/readers/Reader1/0000_1.png
        $made | Measure-HNReader -Reader TestDrive:/readEX/readers/* -ErrorVariable faults -ErrorAction SilentlyContinue | Out-Null
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'MissingGroundTruth*'
    }
}
